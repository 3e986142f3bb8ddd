import type { Place } from './emulator.ts';

/** Where the API and the pages of this GitHub are. */
export type Urls = { api: string; server: string };

export type Scene = Place & { urls: Urls };

/** A login's number, the same in every run. */
const idOf = (login: string): number =>
  Buffer.from(login).reduce((sum, byte) => (sum * 31 + byte) % 1_000_003, 7);

export const userJson = ({ urls }: Scene, login: string) => ({
  login,
  id: idOf(login),
  node_id: `U_${idOf(login)}`,
  avatar_url: `https://avatars.githubusercontent.com/u/${idOf(login)}?v=4`,
  url: `${urls.api}/users/${encodeURIComponent(login)}`,
  html_url: login.endsWith('[bot]')
    ? `${urls.server}/apps/${login.replace('[bot]', '')}`
    : `${urls.server}/${login}`,
  type: login.endsWith('[bot]') ? 'Bot' : 'User',
  site_admin: false,
});

/** A repository of this scene: its own, or somebody's fork of it. */
export const repositoryJson = (scene: Scene, owner = scene.owner) => {
  const fullName = `${owner}/${scene.repo}`;
  return {
    id: idOf(fullName),
    node_id: `R_${idOf(fullName)}`,
    name: scene.repo,
    full_name: fullName,
    private: false,
    owner: userJson(scene, owner),
    html_url: `${scene.urls.server}/${fullName}`,
    description: null,
    fork: owner !== scene.owner,
    url: `${scene.urls.api}/repos/${fullName}`,
    clone_url: `${scene.urls.server}/${fullName}.git`,
    default_branch: scene.defaultBranch,
    visibility: 'public',
  };
};
