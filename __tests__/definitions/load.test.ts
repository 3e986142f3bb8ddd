import { describe, expect, test } from 'vitest';
import { loadDefinitions } from '../../src/definitions/load.ts';
import type { Definitions } from '../../src/domain/definitions.ts';
import { filesOf } from './files.ts';
import { edited, problemsOf, project, told, without, type Texts } from './project.ts';

const config = 'evals/failmode.yml';
const mode = 'evals/modes/slot.yml';
const notes = 'evals/notes.jsonl';

const definitionsOf = async (texts: Texts): Promise<Definitions> => {
  const loaded = await loadDefinitions(filesOf(texts));
  if (loaded.state !== 'valid') throw new Error(JSON.stringify(loaded));
  return loaded.definitions;
};

const note = (trace: string, modes: string[], more: Record<string, string> = {}): string =>
  `${JSON.stringify({ trace, note: '', modes, by: 'alice', at: '2026-11-02', ...more })}\n`;

describe('valid definitions', () => {
  test('are given whole, each thing with its place', async () => {
    const { path, modes, evals, targets, config: used } = await definitionsOf(project());
    expect(path).toBe(config);
    expect(used.targets['leasing']?.trials).toBe(1);
    expect(targets).toEqual({ leasing: { file: config, line: 5, column: 3 } });
    expect(modes.map(({ id, place, seen }) => ({ id, place, seen }))).toEqual([
      { id: 'slot', place: { file: mode, line: 1, column: 1 }, seen: 1 },
    ]);
    expect(evals.map(({ name, place }) => [name, place])).toEqual([
      ['slot/cites', { file: mode, line: 4, column: 5 }],
      ['slot/plausible', { file: mode, line: 11, column: 5 }],
    ]);
  });

  test('may stand in another folder, where their modes and notes stand too', async () => {
    const moved = Object.entries(project()).map(([path, text]) => [
      path.replace(/^evals\/(failmode|modes|notes)/, 'quality/$1'),
      text,
    ]);
    const loaded = await loadDefinitions(
      filesOf(Object.fromEntries(moved)),
      'quality/failmode.yml',
    );
    expect(loaded.state).toBe('valid');
    const root = Object.entries(project()).map(([path, text]) => [
      path.replace(/^evals\/(failmode|modes|notes)/, '$1'),
      text,
    ]);
    const atRoot = await loadDefinitions(filesOf(Object.fromEntries(root)), 'failmode.yml');
    expect(atRoot.state).toBe('valid');
  });

  test('are absent where there is no configuration', async () => {
    const absent = await loadDefinitions(filesOf(without(config)));
    expect(absent).toEqual({ state: 'absent', path: config });
  });

  test('need no notes where every mode is an opinion', async () => {
    const texts = edited(mode, 'evals:', 'opinion: true\nevals:');
    const { notes: taken } = await definitionsOf({ ...texts, [notes]: '' });
    expect(taken).toEqual({ traces: 0 });
  });
});

describe('notes', () => {
  test('are counted by trace, and of one person on one trace the last counts', async () => {
    const text =
      note('t1', ['slot']) +
      note('t1', ['slot'], { by: 'bob', at: '2026-11-09T08:00:00+02:00' }) +
      note('t2', ['slot']) +
      note('t3', ['slot'], { at: '2026-11-09T05:00:00Z' }) +
      note('t3', [], { at: 'yesterday' });
    const { modes, notes: taken } = await definitionsOf(project({ [notes]: text }));
    expect(modes[0]?.seen).toBe(2);
    expect(taken).toEqual({ traces: 3, lastLooked: '2026-11-09T08:00:00+02:00' });
  });

  test('that name an unknown mode are told, unless a later line took them back', async () => {
    const text =
      note('t1', ['slto']) +
      note('t1', ['slot']) +
      note('t2', ['slot', 'slots']) +
      note('t3', ['tone']);
    expect(await problemsOf(project({ [notes]: text }))).toEqual([
      `${notes}:3:41: there is no failure mode \`slots\`; did you mean \`slot\`?`,
      `${notes}:4:34: there is no failure mode \`tone\`; write its file in the folder of modes, or note anew`,
    ]);
  });

  test('are told line by line where they are damaged, and no mode is called unobserved then', async () => {
    const text = '{"trace":"t1"\n{"trace":"t1","nte":"","by":"a","at":"x","verdict":"fial"}\n';
    expect(await problemsOf(project({ [notes]: text }))).toEqual([
      `${notes}:1:14: this is not JSON: expected ',' or '}' after property value; mend the JSON here`,
      `${notes}:2:15: unknown key \`nte\`; did you mean \`note\`?`,
      `${notes}:2:52: \`verdict\` is "fial"; did you mean \`fail\`?`,
    ]);
  });

  test('that nobody took make a mode one that was never observed', async () => {
    expect(await problemsOf(without(notes))).toEqual([
      `${mode}:1:1: never observed: no note in ${notes} names it; read traces and note it, or say \`opinion: true\``,
    ]);
  });
});

/** What stands there, what is written instead, and what is said. */
type Row = [from: string, to: string, problem: string];

describe('what failmode.yml says is held against what there is', () => {
  test.each<Row>([
    [
      'run: { prompt: prompts/system.md, model: app }',
      'run: {}',
      '6:5: `run` does not say how the target is run; write one of recorded, prompt, command, module or http',
    ],
    [
      'model: app }',
      'model: app, command: [x], module: evals/failmode.yml }',
      '6:5: `run` has `prompt` and `command` and `module`; keep one of them',
    ],
    ['model: app }', 'model: ap }', '6:46: there is no model `ap`; did you mean `app`?'],
    ['model: app }', 'model: gpt }', '6:46: there is no model `gpt`; there is `app`'],
    [
      ', model: app }',
      ' }',
      '6:5: `prompt` needs `model`; add `model`, a name from `models`: `app`',
    ],
    [
      'prompt: prompts/system.md, ',
      'command: [x], ',
      '6:26: `model` goes with `prompt`, and there is none; leave it out, or write `prompt`',
    ],
    [
      'prompts/system.md',
      'prompts/sytem.md',
      '6:20: there is no file `prompts/sytem.md`; did you mean `system.md`?',
    ],
    [
      'prompts/system.md',
      'app/system.md',
      '6:20: there is no file `app/system.md`; did you mean `prompts/system.md`?',
    ],
    [
      'prompts/system.md',
      './prompts/system.md',
      "6:20: there is no file `./prompts/system.md`; write the path from the repository's root, with slashes, such as prompts/system.md",
    ],
    [
      'prompts/system.md',
      '../secrets',
      "6:20: there is no file `../secrets`; write the path from the repository's root, with slashes, such as prompts/system.md",
    ],
    [
      'prompt: prompts/system.md, model: app',
      'module: app/answer.mjs',
      "6:20: there is no file `app/answer.mjs`; write the path from the repository's root, or add the file to Git",
    ],
    [
      'prompt: prompts/system.md, model: app',
      'http: { url: "https://a:b@example.com" }',
      '6:25: `url` carries a user name or a password; take them out, and send the key in `headers`',
    ],
    [
      'http://127',
      'http://me@127',
      '3:39: `base_url` carries a user name or a password; take them out, and name the key by `api_key_env`',
    ],
    [
      'model: app }',
      'model: app, env: [PATH, GITHUB_TOKEN] }',
      '6:63: `GITHUB_TOKEN` belongs to the runner, and is not passed to a program; give what the program needs under another name',
    ],
    [
      'model: app }',
      'model: app, env: [actions_runtime_token] }',
      '6:57: `actions_runtime_token` belongs to the runner, and is not passed to a program; give what the program needs under another name',
    ],
    [
      'model: app }',
      'model: app, env: [A=b] }',
      '6:57: this is not the name of an environment variable; write its name alone, such as OPENAI_API_KEY; its value stays outside',
    ],
    [
      'evals/cases/*.jsonl',
      'evals/case/*.jsonl',
      '7:5: no file matches `evals/case/*.jsonl`; correct it, or write the first case',
    ],
    [
      'file: retrieval/manifest.json',
      'file: retrieval/manifest.jsn',
      '9:15: there is no file `retrieval/manifest.jsn`; did you mean `manifest.json`?',
    ],
    [
      '$.documents[*].id',
      '$.documents[',
      '9:45: "$.documents[" is not a JSONPath: unclosed bracketed selection (\'ocuments[\':12); write it as RFC 9535 has it, such as $.slots[0].time',
    ],
    [
      '$.documents[*].id',
      '$.docs[*].id',
      '9:45: the path selects nothing in `retrieval/manifest.json`; correct the path, such as $.documents[*].id',
    ],
    [
      '$.documents[*].id',
      '$.documents',
      '9:45: in `retrieval/manifest.json` the path selects a list, which is no id; select the ids themselves, such as $.documents[*].id',
    ],
    [
      '  app: {',
      '  App: { model: other }\n  app: {',
      '4:3: `app` reads like `App`; choose another name',
    ],
    [
      'corpora:',
      '  leasing: { run: { command: [x] }, cases: [x] }\ncorpora:',
      '8:3: the key `leasing` stands here twice, first on line 5; keep one of them',
    ],
  ])('%j → %j', async (from, to, problem) => {
    expect(await problemsOf(edited(config, from, to))).toEqual(
      expect.arrayContaining([`${config}:${problem}`]),
    );
  });
});

describe('what a mode says is held against what there is', () => {
  test.each<Row>([
    [
      'target: leasing',
      'target: lesing',
      '6:13: there is no target `lesing`; did you mean `leasing`?',
    ],
    ['corpus: kb', 'corpus: faq', '9:42: there is no corpus `faq`; there is `kb`'],
    [
      'evals/schemas/answer.json',
      'evals/schemas/anwser.json',
      '10:38: there is no file `evals/schemas/anwser.json`; did you mean `answer.json`?',
    ],
    [
      'evals/schemas/answer.json',
      'prompts/system.md',
      '10:38: prompts/system.md cannot be read: Unexpected token \'Y\', "You are a "... is not valid JSON; mend that file',
    ],
    ['id: plausible', 'id: cites', '11:9: `cites` is there already; choose another name'],
    ['model: app', 'model: judge', '14:51: there is no model `judge`; there is `app`'],
    [
      'prompt: evals/judges/slot.md',
      'prompt: evals/judges/slots.md',
      '14:22: there is no file `evals/judges/slots.md`; did you mean `slot.md`?',
    ],
    [
      'labels: evals/labels/slot.jsonl',
      'labels: evals/labels/slots.jsonl',
      '14:64: there is no file `evals/labels/slots.jsonl`; did you mean `slot.jsonl`?',
    ],
    [
      '{ type: json-schema, schema: evals/schemas/answer.json, not: true }',
      '{ type: module, file: evals/a.ts }',
      "10:31: there is no file `evals/a.ts`; write the path from the repository's root, or add the file to Git",
    ],
  ])('%j → %j', async (from, to, problem) => {
    expect(await problemsOf(edited(mode, from, to))).toEqual([`${mode}:${problem}`]);
  });

  test('an assertion whose corpus is broken is not blamed for it', async () => {
    expect(await problemsOf(project({ 'retrieval/manifest.json': 'none' }))).toEqual([
      `${config}:9:15: retrieval/manifest.json cannot be read: Unexpected token 'o', "none" is not valid JSON; mend that file`,
    ]);
  });

  test('there may be no labels: people give them later', async () => {
    expect(await problemsOf(project({ 'evals/labels/slot.jsonl': '' }))).toEqual([]);
  });

  test('replies that are recorded nowhere are told at the model', async () => {
    const texts = edited(config, 'OPENAI_API_KEY }', 'OPENAI_API_KEY, recorded: evals/r.jsonl }');
    expect(await problemsOf(texts)).toEqual([
      `${config}:3:104: there is no file \`evals/r.jsonl\`; write the path from the repository's root, or add the file to Git`,
    ]);
  });
});

describe("a mode file's name is its id", () => {
  const text = String(project()[mode]).replace('evals:', 'opinion: true\nevals:');
  test.each([
    ['evals/modes/tone.yaml', 'mode files end in .yml; rename it to tone.yml'],
    [
      'evals/modes/gate.yml',
      '`gate` means something else to `/failmode accept`; rename the file after how the feature fails',
    ],
    [
      'evals/modes/Tone.yml',
      '`Tone` is no id of a failure mode; rename the file: lower-case letters, digits and `-`, at most 64, no `-` first',
    ],
    [
      'evals/modes/tone of voice.yml',
      '`tone of voice` is no id of a failure mode; rename the file: lower-case letters, digits and `-`, at most 64, no `-` first',
    ],
    ['evals/modes/deep/tone.yml', 'mode files stand in evals/modes/ itself; move it there'],
  ])('%s', async (path, problem) => {
    expect(await problemsOf(project({ [path]: text }))).toEqual([`${path}:1:1: ${problem}`]);
  });
});

describe('a file that is no small text of UTF-8 is refused', () => {
  test.each<[string, Buffer, string]>([
    [
      'Latin 1',
      Buffer.from('a: 1\nb\u00e9', 'latin1'),
      '2:2: the file is not UTF-8; save it as UTF-8',
    ],
    [
      'UTF-16',
      Buffer.from('\uFEFFversion: 1', 'utf16le'),
      '1:1: the file is not UTF-8; save it as UTF-8',
    ],
    [
      'UTF-16 without a mark',
      Buffer.from('version: 1', 'utf16le'),
      '1:2: U+0000 is a control character; leave it out, and save the file as UTF-8',
    ],
    [
      'a large file',
      Buffer.alloc((1 << 20) + 1, ' '),
      '1:1: the file is larger than 1 MiB; split it',
    ],
  ])('%s', async (_, bytes, problem) => {
    expect(await problemsOf(project({ [config]: bytes }))).toEqual([`${config}:${problem}`]);
  });

  test('a byte order mark is not refused', async () => {
    expect(await problemsOf(project({ [config]: `\uFEFF${String(project()[config])}` }))).toEqual(
      [],
    );
  });
});

test('a configuration that ends in .yaml is told from none', async () => {
  const texts = { ...without(config), 'evals/failmode.yaml': project()[config] ?? '' };
  expect(await problemsOf(texts)).toEqual([
    `evals/failmode.yaml:1:1: the configuration is ${config}, and this is not read; rename it to ${config}`,
  ]);
});

describe('what a judge is asked is held against its labels', () => {
  const prompt = 'evals/judges/slot.md';
  const labels = 'evals/labels/slot.jsonl';
  const line = (over: object) =>
    `${JSON.stringify({ id: 'l-1', input: 'q', output: 'Now.', label: 'pass', ...over })}\n`;

  test('a variable that no label has', async () => {
    const texts = { [prompt]: 'One.\nIs {{ output }} in\n {{ documents }}?' };
    const problem = `${prompt}:3:2: {{ documents }} stands here, and no label in ${labels} has it; give it to the labels, or leave it out: the judge could answer none of them`;
    expect(await problemsOf(project({ ...texts, [labels]: line({}) }))).toEqual([problem]);
    const given = line({}) + line({ id: 'l-2', documents: [{ id: 'a' }] });
    expect(await problemsOf(project({ ...texts, [labels]: given }))).toEqual([]);
  });

  test('an example that measures it, where it is named', async () => {
    const texts = {
      [prompt]: '---\nexamples:\n  - l-10\n  - l-1\n---\n{{ output }} {{ examples }}',
    };
    const known = line({}) + line({ id: 'l-10', split: 'train', output: 'Soon.' });
    expect(await problemsOf(project({ ...texts, [labels]: known }))).toEqual([
      expect.stringContaining(`${prompt}:4:5: the example \`l-1\` is a label of the split`),
    ]);
  });

  test('its output, where it is shown', async () => {
    const output = 'We have a tour on Tuesday at ten, and one on Friday.';
    const texts = {
      [prompt]: `Is it right?\nSuch as We have a tour\non${output.slice(17)}\n{{ output }}`,
    };
    expect(await problemsOf(project({ ...texts, [labels]: line({ output }) }))).toEqual([
      expect.stringContaining(`${prompt}:2:9: the output of \`l-1\``),
    ]);
  });

  test('a label that cannot be read is told once, where it stands', async () => {
    const texts = { [prompt]: '---\nexamples: [l-1]\n---\n{{ output }} {{ examples }}' };
    const broken = '{"id":"l-1","input":"q","label":"pass","split":"train"}\n';
    expect(await problemsOf(project({ ...texts, [labels]: broken }))).toEqual([
      `${labels}:1:1: \`output\` is missing; add it: any value`,
    ]);
  });
});

test('all that is wrong in all files is told at once', async () => {
  const texts = project({
    [config]: `version: 1
models:
  app: { model: m, base_ulr: x }
targets:
  leasing: { run: { command: [x] }, cases: [none] }
  broken: { run: 5 }
`,
    [mode]: `name: x
definition: y
evals:
  - { id: a, rung: code, target: leasin, assert: [{ type: json }] }
  - { id: a, rung: cod }
  - { id: a, rung: judge, target: broken, judge: { prompt: none.md, model: ap, labels: x } }
`,
    'evals/modes/empty.yml': '',
    [notes]: note('t', ['slot', 'slt']),
  });
  const loaded = await loadDefinitions(filesOf(texts));
  expect(told(loaded.state === 'invalid' ? loaded.problems : [])).toEqual([
    `${config}:3:20: unknown key \`base_ulr\`; did you mean \`base_url\`?`,
    `${config}:5:37: no file matches \`none\`; correct it, or write the first case`,
    `${config}:6:3: \`cases\` is missing from \`broken\`; add it: a list (JSONL files of cases)`,
    `${config}:6:18: \`run\` is 5, not a mapping; write a mapping (How the target is run: exactly one kind)`,
    'evals/modes/empty.yml:1:1: this is empty; write a mapping',
    `${mode}:4:34: there is no target \`leasin\`; did you mean \`leasing\`?`,
    `${mode}:5:20: \`rung\` is "cod"; did you mean \`code\`?`,
    `${mode}:6:11: \`a\` is there already; choose another name`,
    `${mode}:6:60: there is no file \`none.md\`; write the path from the repository's root, or add the file to Git`,
    `${mode}:6:76: there is no model \`ap\`; did you mean \`app\`?`,
    `${mode}:6:88: there is no file \`x\`; write the path from the repository's root, or add the file to Git`,
    `${notes}:1:40: there is no failure mode \`slt\`; did you mean \`slot\`?`,
  ]);
});
