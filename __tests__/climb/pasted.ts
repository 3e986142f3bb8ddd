import { readYaml } from '../../src/definitions/document.ts';
import { modeSchema } from '../../src/definitions/modes.ts';

const mode = `name: A mode
definition: It fails.
evals:
  - id: pasted
    rung: code
    target: leasing
    assert:
`;

/** The assertions of a mode file in which lines were pasted, as the project reads it. */
export const asPasted = (yaml: string): unknown => {
  const lines = yaml.trimEnd().split('\n');
  const text = mode + lines.map((line) => `      ${line}\n`).join('');
  const { value, problems } = readYaml('evals/modes/a.yml', text, modeSchema);
  const [check] = value?.evals ?? [];
  return check?.rung === 'code' ? check.assert : problems;
};
