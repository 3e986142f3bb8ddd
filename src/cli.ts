import { writeFile } from 'node:fs/promises';
import { Command, CommanderError, InvalidArgumentError } from 'commander';
import { calibrate } from './calibrate.ts';
import { check, type CheckOptions } from './check.ts';
import { searchCode, type ClimbOptions } from './climb.ts';
import { lintCases } from './definitions/cases.ts';
import { loadDefinitions } from './definitions/load.ts';
import { describeFailure, Failure } from './domain/failure.ts';
import { describeProblem, type Problem } from './domain/problem.ts';
import type { Report } from './domain/report.ts';
import { openCheckout } from './edge/checkout.ts';
import { filesOfCheckout } from './edge/files.ts';
import { codeOf } from './import-file.ts';
import { importTraces, type ImportRequest } from './import.ts';
import { importWords } from './importers/words.ts';
import { lookAtTraces, type LookCommand } from './look.ts';
import { readTaxonomy, writeTaxonomy } from './look/taxonomy-file.ts';
import { renderTaxonomy } from './look/taxonomy-terminal.ts';
import { terminalSafe } from './foreign/terminal.ts';
import { measureTraces, type MeasureOptions } from './measure.ts';
import { problemsOf } from './measure/problems.ts';
import { renderCalibration } from './reports/calibration.ts';
import { renderClimbed } from './reports/climbed.ts';
import { frequencyPlot } from './reports/frequency-plot.ts';
import { renderFrequency } from './reports/frequency.ts';
import { resultsJson } from './reports/results.ts';
import { renderTerminal } from './reports/terminal.ts';

const { argv, env, stdout, stderr } = process;
const say = (text: string) => void stdout.write(text);

/** 0 pass · 1 regression · 2 wrong use or invalid files · 3 not measured, or undecided where it blocks. */
const exitCodeOf = ({ decision: { verdict, blocks } }: Report): number => {
  if (verdict === 'invalid') return 2;
  if (!blocks) return 0;
  return verdict === 'regressed' ? 1 : 3;
};

const look = () => ({
  width: Math.min(stdout.columns ?? 100, 120),
  colour: stdout.isTTY && env['NO_COLOR'] === undefined,
});

type Json = { json: boolean };
/** An option that is a whole number. */
const whole =
  (least: number, most = Number.MAX_SAFE_INTEGER) =>
  (text: string): number => {
    const value = /^\d+$/.test(text) ? Number(text) : Number.NaN;
    if (value >= least && value <= most) return value;
    const range = most === Number.MAX_SAFE_INTEGER ? `${least} or more` : `${least} to ${most}`;
    throw new InvalidArgumentError(`Give a whole number, ${range}.`);
  };
/** An option that may be given more than once. */
const several = (value: string, before: string[] = []): string[] => [...before, value];
const write = async (file: string, text: string): Promise<void> => {
  try {
    await writeFile(file, text);
  } catch (error) {
    throw new Failure(
      `${file} cannot be written`,
      codeOf(error),
      'name a file in a folder that is there',
    );
  }
};
const asJson = (value: object): string => `${JSON.stringify(value, undefined, 2)}\n`;

const tellReport = (report: Report, json: boolean): void => {
  if (json) return say(resultsJson(report));
  say(renderTerminal(report, look()));
};

const tellProblems = (problems: readonly Problem[], json: boolean): void => {
  if (json) return say(`${JSON.stringify({ problems }, undefined, 2)}\n`);
  for (const problem of problems) say(`${terminalSafe(describeProblem(problem))}\n`);
  const count = problems.length;
  say(count === 0 ? 'No problems.\n' : `${count} ${count === 1 ? 'problem' : 'problems'}.\n`);
};

const lint = async (config: string): Promise<Problem[]> => {
  const files = filesOfCheckout(await openCheckout(process.cwd()));
  const loaded = await loadDefinitions(files, config);
  return loaded.state === 'valid' ? lintCases(files, loaded.definitions) : problemsOf(loaded);
};

const program = new Command('failmode')
  .description('Evals written from named failure modes, compared with the last passing baseline.')
  .exitOverride();

const configOption = ['--config <file>', 'the path of failmode.yml', 'evals/failmode.yml'] as const;

program
  .command('check')
  .description('the gate, at the terminal: this checkout against the stored baseline')
  .option('--base <ref>', 'the commit this is a change of; both sides run where it has no baseline')
  .option('--case <id>', 'run and compare this case alone')
  .option('--force', 'run every target, though nothing it depends on was touched', false)
  .option('--json', 'print results.json', false)
  .option(...configOption)
  .action(async (options: CheckOptions & { json: boolean }) => {
    const report = await check(options, env, stderr);
    tellReport(report, options.json);
    process.exitCode = exitCodeOf(report);
  });

program
  .command('lint')
  .description('checks every file, with file:line:column')
  .option('--json', 'print the problems as JSON', false)
  .option(...configOption)
  .action(async ({ config, json }: { config: string; json: boolean }) => {
    const problems = await lint(config);
    tellProblems(problems, json);
    process.exitCode = problems.length === 0 ? 0 : 2;
  });

const importing = program.command('import').description("brings in what others' tools recorded");

importing
  .command('traces')
  .description('traces of any known format, into one file of Failmode traces a format')
  .argument('<files...>', 'exports: JSON, JSONL or CSV, plain or gzipped')
  .option('--out <folder>', 'where they are kept', 'traces')
  .option(
    '--redact',
    'replace e-mail, phone, card numbers and the like before anything is written',
    false,
  )
  .option(
    '--map <part=path>',
    'of a format nobody knows: where its parts are, as JSONPath',
    several,
    [],
  )
  .option('--json', 'print the report as JSON', false)
  .action(async (files: string[], { json, ...options }: Omit<ImportRequest, 'files'> & Json) => {
    const report = await importTraces({ files, ...options });
    say(json ? asJson(report) : `${importWords(report).join('\n')}\nRead them: failmode look\n`);
  });

program
  .command('look')
  .description('the page on which traces are read, noted and grouped')
  .option('--session <id>', 'the sample that the bot announced: 2026-W48')
  .option('--seed <number>', 'the sample of this seed', whole(0))
  .option('--new', 'a fresh sample, whatever the last session left unread', false)
  .option('--size <number>', 'traces to read', whole(1))
  .option('--by <name>', 'who reads; as Git signs commits where it is left out')
  .option('--traces <glob>', 'in place of `looking.traces`', several)
  .option('--port <number>', 'of the page; any that is free where it is left out', whole(0, 65_535))
  .option('--no-open', 'print the address, and open no browser')
  .option(...configOption)
  .action((options: LookCommand) => lookAtTraces(options, env, stdout));

program
  .command('taxonomy')
  .description('the failure modes, ranked, and what is not encoded yet; writes TAXONOMY.md')
  .option('--json', 'print it as JSON', false)
  .option(...configOption)
  .action(async ({ config, json }: { config: string; json: boolean }) => {
    const { root } = await openCheckout(process.cwd());
    const folder = config.slice(0, config.lastIndexOf('/') + 1);
    const read = await readTaxonomy(root, folder);
    const file = await writeTaxonomy(root, folder, read);
    say(
      json
        ? asJson({ file, ...read })
        : `${renderTaxonomy(read.taxonomy, read.notes, look())}\nWritten to ${terminalSafe(file)}\n`,
    );
    for (const problem of read.problems)
      stderr.write(`${terminalSafe(describeProblem(problem))}\n`);
  });

program
  .command('measure')
  .description('how often each failure mode happens in production traces, beside last time')
  .option('--traces <glob>', 'in place of `looking.traces`', several)
  .option('--target <name>', 'of several targets, the one of traces that name none')
  .option('--plot <file>', 'draw it as SVG')
  .option('--json', 'print it as JSON', false)
  .option(...configOption)
  .action(async ({ json, plot, ...options }: MeasureOptions & Json & { plot?: string }) => {
    const measured = await measureTraces(options, env, stderr);
    if (plot !== undefined) await write(plot, frequencyPlot(measured));
    say(json ? asJson(measured) : renderFrequency(measured, look()));
  });

program
  .command('calibrate')
  .description("measures judges against people's labels")
  .argument('[eval]', 'a judge, as <mode>/<eval>; all of them where it is left out')
  .option('--json', 'print it as JSON', false)
  .option(...configOption)
  .action(async (name: string | undefined, { config, json }: { config: string; json: boolean }) => {
    const judges = await calibrate({ config, eval: name }, env, stderr);
    say(json ? asJson({ judges }) : renderCalibration(judges, look()));
    const trusted = judges.every(({ standing }) => standing.state === 'calibrated');
    process.exitCode = trusted ? 0 : 3;
  });

program
  .command('climb')
  .description('searches code that says what a judge or a person says')
  .argument('[eval]', 'an eval of the judge or human rung; all of them where it is left out')
  .option('--seed <number>', 'of the split into folds', whole(0), 1)
  .option('--json', 'print it as JSON', false)
  .option(...configOption)
  .action(async (name: string | undefined, options: Omit<ClimbOptions, 'eval'> & Json) => {
    const climbed = await searchCode({ ...options, eval: name }, env, stderr);
    say(options.json ? asJson({ evals: climbed }) : renderClimbed(climbed, look()));
  });

const oldest = 24;

try {
  if (Number.parseInt(process.versions.node, 10) < oldest) {
    const found = `this is Node ${process.versions.node}`;
    throw new Failure(
      found,
      `failmode needs Node ${oldest}`,
      'install it, or run it in a container',
    );
  }
  await program.parseAsync();
} catch (error) {
  if (error instanceof CommanderError) {
    process.exitCode = error.exitCode === 0 ? 0 : 2;
  } else {
    const told =
      error instanceof Failure
        ? describeFailure(error)
        : ((error as Error)?.stack ?? String(error));
    stderr.write(`failmode: ${terminalSafe(told)}\n`);
    const problems = error instanceof Failure ? error.problems : [];
    if (problems.length > 0 && argv.includes('--json')) tellProblems(problems, true);
    process.exitCode = error instanceof Failure ? 2 : 3;
  }
}
