import {
  Unusable,
  type AssertionEntry,
  type Check,
  type Resources,
} from '../../src/domain/assertion.ts';
import type { Case } from '../../src/domain/case.ts';
import type { Output } from '../../src/domain/output.ts';
import { prepareAssertion } from '../../src/assertions/prepare.ts';
import { subjectOf } from '../../src/assertions/subject.ts';

export const aCase: Case = { id: 'c-001', input: 'Any two-bedrooms?' };

const missing = (name: string, key: string) => new Unusable(`there is no ${name}`, 'write it', key);

/** Resources in which there is only what a test lists. */
export const resourcesWith = (there: {
  files?: Record<string, string>;
  corpora?: Record<string, string[]>;
  code?: Record<string, (argument: unknown) => unknown>;
}): Resources => {
  return {
    text: async (path) => {
      const text = there.files?.[path];
      if (text === undefined) throw missing(path, 'file');
      return text;
    },
    corpus: async (name) => {
      const ids = there.corpora?.[name];
      if (ids === undefined) throw missing(name, 'corpus');
      return new Set(ids);
    },
    call: (file) => {
      const code = there.code?.[file];
      if (code === undefined) throw missing(file, 'file');
      return async (argument) => code(argument);
    },
  };
};

export const nothing = resourcesWith({});

/** The whole output, where more than the answer matters. */
export const trace = (fields: Omit<Output, 'output'> & { output?: Output['output'] }): Output => ({
  output: 'Yes.',
  ...fields,
});

export const judge = async (
  entry: AssertionEntry,
  output: Output | string,
  resources: Resources = nothing,
): Promise<Check> => {
  const assert = await prepareAssertion(entry, resources);
  return assert(subjectOf(aCase, typeof output === 'string' ? { output } : output));
};

/** What a check says, in one line: `holds`, the critique, or `error: ` and the reason. */
export const told = async (
  entry: AssertionEntry,
  output: Output | string,
  resources?: Resources,
): Promise<string> => {
  const check = await judge(entry, output, resources);
  if (check.result === 'holds') return 'holds';
  return check.result === 'broken' ? check.critique : `error: ${check.reason}`;
};

/** What preparing refuses, and how it says to mend it. */
export const refused = async (
  entry: AssertionEntry,
  resources: Resources = nothing,
): Promise<string> => {
  try {
    await prepareAssertion(entry, resources);
    return 'prepared';
  } catch (error) {
    if (!(error instanceof Unusable)) throw error;
    return `${error.key}: ${error.message}; ${error.mend}`;
  }
};
