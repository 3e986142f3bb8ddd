import { resolve } from "node:path";
import { createInterface } from "node:readline";
import { pathToFileURL } from "node:url";

// src/worker.ts
const write = process.stdout.write.bind(process.stdout);
process.stdout.write = process.stderr.write.bind(process.stderr);
const answer = (line) => void write(`\n${JSON.stringify(line)}\n`);
const isCallable = (value) => typeof value === "function";
const functions = /* @__PURE__ */ new Map();
const load = async (file) => {
	const known = functions.get(file);
	if (known !== void 0) return known;
	const loaded = await import(pathToFileURL(resolve(file)).href);
	if (!isCallable(loaded.default)) throw new Error(`the default export of ${file} is no function`);
	functions.set(file, loaded.default);
	return loaded.default;
};
const describe = (thrown) => thrown instanceof Error ? `${thrown.name}: ${thrown.message}` : String(thrown);
const perform = async (line) => {
	const call = JSON.parse(line);
	try {
		const run = await load(call.file);
		const value = call.load === true ? true : await run(...call.arguments ?? [call.argument]);
		answer({
			id: call.id,
			value
		});
	} catch (thrown) {
		answer({
			id: call.id,
			thrown: describe(thrown)
		});
	}
};
const requests = createInterface({ input: process.stdin });
requests.on("close", () => process.exit());
for await (const line of requests) await perform(line);

export {  };