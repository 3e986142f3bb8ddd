import type { IssueChange, IssuePort } from './port.ts';
import { isUncertain } from './trouble.ts';

/** Changes an issue. Where the reply is lost, its state tells whether it was done. */
export const editOnce = async (
  port: IssuePort,
  number: number,
  change: IssueChange,
): Promise<void> => {
  try {
    await port.edit(number, change);
  } catch (error) {
    const wanted = change.state?.to;
    if (wanted === undefined || !isUncertain(error)) throw error;
    if ((await port.get(number))?.state !== wanted) throw error;
  }
};

/** Whether it is the last that a bot said there. */
const isSaid = async (port: IssuePort, number: number, body: string): Promise<boolean> =>
  (await port.comments(number)).findLast(({ isByBot }) => isByBot)?.body === body;

/** Comments on an issue. Where the reply is lost, it is looked up before it is said again. */
export const commentOnce = async (port: IssuePort, number: number, body: string): Promise<void> => {
  try {
    await port.comment(number, body);
  } catch (error) {
    if (!isUncertain(error)) throw error;
    if (!(await isSaid(port, number, body))) await port.comment(number, body);
  }
};
