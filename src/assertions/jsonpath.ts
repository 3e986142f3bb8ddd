import { FunctionExpressionType, JSONPathEnvironment, type JSONValue } from 'json-p3';
import { Unusable } from '../domain/assertion.ts';
import { linearRegExp } from './linear-regexp.ts';
import { quote, reasonOf } from './quote.ts';

type RegExpTest = (text: string, pattern: string) => boolean;

/** A filter function of RFC 9535 on the linear engine; a pattern that does not compile is false, as there. */
const filterFunction = (test: RegExpTest) => ({
  argTypes: [FunctionExpressionType.ValueType, FunctionExpressionType.ValueType],
  returnType: FunctionExpressionType.LogicalType,
  call: (text: unknown, pattern: unknown): boolean => {
    if (typeof text !== 'string' || typeof pattern !== 'string') return false;
    try {
      return test(text, pattern);
    } catch (error) {
      if (error instanceof Unusable) return false;
      throw error;
    }
  },
});

const search: RegExpTest = (text, pattern) => linearRegExp(pattern).test(text);
const match: RegExpTest = (text, pattern) => linearRegExp(pattern).testExact(text);

const environment = (): JSONPathEnvironment => {
  const made = new JSONPathEnvironment();
  made.functionRegister.set('search', filterFunction(search));
  made.functionRegister.set('match', filterFunction(match));
  return made;
};

/** The values a path selects, in the order of the document. */
export type Query = (document: unknown) => unknown[];

/** Compiles a JSONPath. Throws an `Unusable`. */
export const jsonPath = (path: string, key = 'of'): Query => {
  try {
    const query = environment().compile(path);
    return (document) => query.query(document as JSONValue).values();
  } catch (error) {
    throw new Unusable(
      `${quote(path)} is not a JSONPath: ${reasonOf(error)}`,
      'write it as RFC 9535 has it, such as $.slots[0].time',
      key,
    );
  }
};
