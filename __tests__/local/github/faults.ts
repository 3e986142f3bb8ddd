import { isWrite, refusal, type ApiAnswer, type ApiRequest } from './conversation.ts';

type Match = { method?: string; path: RegExp };

export type Fault = Match & {
  /** What is answered; without it the connection is cut. */
  status?: number;
  body?: unknown;
  headers?: Record<string, string>;
  /** How many requests it meets; one by default. */
  times?: number;
  /** `after`: it happened, and the reply is lost. */
  when?: 'before' | 'after';
};

type Meanwhile = Match & { act: () => Promise<unknown> };
type Denial = { path: RegExp; permission: string; reads: boolean };

export type Faults = ReturnType<typeof createFaults>;

const meets = (match: Match, { method, path }: ApiRequest): boolean =>
  (match.method ?? method) === method && match.path.test(path);

const answerOf = ({ status, body, headers }: Fault): ApiAnswer => {
  if (status === undefined) return 'cut';
  const reply = body === undefined ? refusal(status, `Fault ${status}`) : { status, body };
  return headers === undefined ? reply : { ...reply, headers };
};

const permissionName = (permission: string): string => permission.replaceAll('-', '_');

/** What goes wrong between the code under test and GitHub, by rule. */
export const createFaults = () => {
  const faults: (Fault & { left: number })[] = [];
  const interruptions: Meanwhile[] = [];
  const denials: Denial[] = [];

  return {
    fault: (fault: Fault): void => {
      faults.push({ ...fault, left: fault.times ?? 1 });
    },

    /** Somebody else acts once, just before GitHub sees the next request that matches. */
    meanwhile: (match: Match, act: () => Promise<unknown>): void => {
      interruptions.push({ ...match, act });
    },

    /** The job's token lacks a permission there: writes (or reads too) are refused. */
    deny: (path: RegExp, permission: string, { reads = false } = {}): void => {
      denials.push({ path, permission, reads });
    },

    take: (request: ApiRequest, when: 'before' | 'after'): ApiAnswer | undefined => {
      const due = faults.find(
        (fault) => fault.left > 0 && (fault.when ?? 'before') === when && meets(fault, request),
      );
      if (due === undefined) return undefined;
      due.left -= 1;
      return answerOf(due);
    },

    interrupt: async (request: ApiRequest): Promise<void> => {
      const index = interruptions.findIndex((it) => meets(it, request));
      const [due] = index === -1 ? [] : interruptions.splice(index, 1);
      await due?.act();
    },

    denied: (request: ApiRequest): ApiAnswer | undefined => {
      const denial = denials.find(
        ({ path, reads }) => path.test(request.path) && (reads || isWrite(request.method)),
      );
      if (denial === undefined) return undefined;
      const needed = `${permissionName(denial.permission)}=${isWrite(request.method) ? 'write' : 'read'}`;
      return {
        ...refusal(403, 'Resource not accessible by integration'),
        headers: { 'x-accepted-github-permissions': needed },
      };
    },
  };
};
