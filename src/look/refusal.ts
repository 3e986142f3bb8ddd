import { Failure } from '../domain/failure.ts';

/** A request that is not done, with the status by which the page is told. */
export class Refusal extends Failure {
  readonly status: number;

  constructor(status: number, what: string, why: string, remedy: string) {
    super(what, why, remedy);
    this.status = status;
  }
}
