import { kindOf, type Target, type TargetKind } from '../domain/config.ts';
import { Failure } from '../domain/failure.ts';
import { command } from './command.ts';
import { http } from './http.ts';
import { module } from './module.ts';
import { prompt } from './prompt.ts';
import { recorded } from './recorded.ts';
import type { Runner, TargetPorts, TargetType } from './target.ts';

export const targetTypes: Readonly<Record<TargetKind, TargetType>> = {
  recorded,
  prompt,
  command,
  module,
  http,
};

/** The type by which a target runs. Throws a `Failure` where it names no kind, or several. */
export const typeOf = (target: Target): TargetType => {
  const kind = kindOf(target);
  if (kind !== undefined) return targetTypes[kind];
  const kinds = Object.keys(targetTypes).join(', ');
  throw new Failure('the target cannot be run', 'it has no kind, or several', `one of: ${kinds}`);
};

export const openTarget = (target: Target, ports: TargetPorts): Promise<Runner> =>
  typeOf(target).open(target, ports);
