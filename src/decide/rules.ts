import type { Budget, Config, GatePolicy, Model, Target } from '../domain/config.ts';

/** The rules that judge a change: of its base, where that has any. */
export type Rules = {
  gate: GatePolicy;
  budget: Budget;
  models: Record<string, Model>;
  /** Models whose endpoint or key the base does not know: nothing is sent there before the merge. */
  refusedModels: Set<string>;
  /** The environment variables a target's program may see. */
  envOf(target: Target): string[];
};

const endpointOf = ({ base_url, api_key_env }: Model): string =>
  JSON.stringify([base_url, api_key_env]);

/** What a call costs is the base's to say: the budget in USD hangs on it. */
const priced = (head: Config['models'], base: Config['models']): Config['models'] =>
  Object.fromEntries(
    Object.entries(head).map(([name, model]) => {
      const known = Object.values(base).find(
        (one) => one.model === model.model && endpointOf(one) === endpointOf(model),
      );
      return [name, known?.price === undefined ? model : { ...model, price: known.price }];
    }),
  );

/**
 * A change must not send a key elsewhere, nor loosen what judges it: gate, budget, endpoints and the
 * names of environment variables are the base's. Without a base, the head's own rules apply.
 */
export const rulesOf = (head: Config, base: Config | undefined): Rules => {
  if (base === undefined) {
    const { gate, budget, models } = head;
    return { gate, budget, models, refusedModels: new Set(), envOf: (target) => target.run.env };
  }
  const endpoints = new Set(Object.values(base.models).map(endpointOf));
  const refused = Object.entries(head.models).filter(
    ([, model]) => !endpoints.has(endpointOf(model)),
  );
  const allowed = new Set(Object.values(base.targets).flatMap((target) => target.run.env));
  return {
    gate: base.gate,
    budget: base.budget,
    models: priced(head.models, base.models),
    refusedModels: new Set(refused.map(([name]) => name)),
    envOf: (target) => target.run.env.filter((name) => allowed.has(name)),
  };
};
