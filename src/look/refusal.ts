import { Failure } from '../domain/failure.ts';

/** A request that is not done, with the status by which the page is told. */
export class Refusal extends Failure {
  readonly status: number;
  /** What the answer holds beside the error. */
  readonly beside: Readonly<Record<string, unknown>>;

  constructor(status: number, what: string, why: string, remedy: string, beside = {}) {
    super(what, why, remedy);
    this.status = status;
    this.beside = beside;
  }
}
