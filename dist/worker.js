import { resolve } from "node:path";
import { PassThrough } from "node:stream";
import { pathToFileURL } from "node:url";

// src/foreign/lines.ts
const withoutReturn = (line) => line.endsWith("\r") ? line.slice(0, -1) : line;
/**
* The lines of UTF-8 bytes, as they come. Only a line feed ends one: Node's `readline` ends one at
* U+2028 too, which JSON leaves as it is inside a text.
*/
async function* linesOf(chunks) {
	const decoder = new TextDecoder("utf-8", { ignoreBOM: true });
	let rest = "";
	for await (const chunk of chunks) {
		const lines = (rest + decoder.decode(chunk, { stream: true })).split("\n");
		rest = lines.pop() ?? "";
		for (const line of lines) yield withoutReturn(line);
	}
	rest += decoder.decode();
	if (rest !== "") yield withoutReturn(rest);
}

// src/worker.ts
/** Bytes of requests that may wait for a module. */
const mostWaiting = 67108864;
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
process.stdin.once("end", () => process.exit());
const requests = process.stdin.pipe(new PassThrough({ highWaterMark: mostWaiting }));
for await (const line of linesOf(requests)) await perform(line);

export {  };