/** A request that the code under test made, and what became of it. */
export type RecordedRequest = {
  method: string;
  /** Below the API's base, with the query: `/repos/acme/leasing/pulls?per_page=100`. */
  path: string;
  /** The JSON it sent; undefined where it sent none. */
  body: unknown;
  /** Whom its token stands for; undefined for an anonymous caller. */
  login: string | undefined;
  /** 0: the connection was cut before a reply. */
  status: number;
  /** When it arrived, in milliseconds since 1970. */
  at: number;
  milliseconds: number;
};

/** A request on its way through the stand-in. */
export type ApiRequest = {
  method: string;
  path: string;
  text: string;
  body: unknown;
  token: string | undefined;
  login: string | undefined;
};

export type ApiReply = {
  status: number;
  body?: unknown;
  headers?: Record<string, string>;
};

/** `cut`: the connection is dropped without a reply. */
export type ApiAnswer = ApiReply | 'cut';

const documentation = 'https://docs.github.com/rest';

/** An error, as GitHub words it. */
export const refusal = (status: number, message: string, errors?: object[]): ApiReply => ({
  status,
  body: {
    message,
    ...(errors === undefined ? {} : { errors }),
    documentation_url: documentation,
    status: String(status),
  },
});

export const isWrite = (method: string): boolean => method !== 'GET' && method !== 'HEAD';
