import type { GitHub } from '../github.ts';
import { repositoryJson, userJson, type Scene } from '../github/json.ts';

/** What started the workflow: the payload, and what the runner derives from it. */
export type WorkflowEvent = {
  name: string;
  payload: object;
  /** GITHUB_SHA and GITHUB_REF. */
  sha: string;
  ref: string;
  headRef?: string;
  baseRef?: string;
  actor: string;
};

/** What an event is made from. */
export type Stage = Pick<GitHub, 'scene' | 'pullRequest'>;

/** When it happened: the payload's own clock. */
export const at = '2026-11-02T10:00:00Z';

/** Whoever is at hand. */
export const someone = (scene: Scene): string => Object.keys(scene.people)[0] ?? scene.owner;

/** What every payload ends with. */
export const common = (scene: Scene, actor: string) => ({
  repository: repositoryJson(scene),
  sender: userJson(scene, actor),
});

export const defaultRef = (scene: Scene): string => `refs/heads/${scene.defaultBranch}`;
