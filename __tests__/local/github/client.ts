import { Octokit } from '@octokit/rest';
import { fieldsOf } from '../fields.ts';
import type { GitHub } from '../github.ts';

const silent = { debug() {}, info() {}, warn() {}, error() {} };

/** A plain client, which tries nothing again. */
export const clientOf = ({ apiUrl, tokens }: GitHub, auth: string = tokens.job): Octokit['rest'] =>
  new Octokit({ auth, baseUrl: apiUrl, log: silent }).rest;

/** How a call ended; 200 for any success. */
export const statusOf = async (call: Promise<unknown>): Promise<number> => {
  try {
    await call;
    return 200;
  } catch (error) {
    return Number(fieldsOf(error)['status']);
  }
};
