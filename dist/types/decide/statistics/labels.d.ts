/**
 * A judge against people, positive = pass: `tp` both pass, `fn` only the person passes it, `tn` both
 * fail, `fp` only the judge passes it.
 */
export type Labels = {
    tp: number;
    fn: number;
    tn: number;
    fp: number;
};
