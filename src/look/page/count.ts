/** 12,345. By hand: the first use of the browser's own formatter takes 40 ms. */
export const count = (value: number): string => String(value).replace(/\B(?=(?:\d{3})+$)/g, ',');
