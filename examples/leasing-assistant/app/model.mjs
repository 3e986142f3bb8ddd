// How many sentences of a prompt each model keeps in mind: a smaller one forgets the end.
const attention = { 'understudy-1': Infinity, 'understudy-1-mini': 12 };

const settings = (yaml) =>
  Object.fromEntries(
    yaml
      .split(/\r?\n/)
      .filter((line) => /^\w+:/.test(line))
      .map((line) => line.split(/:\s*/, 2)),
  );

/** The model that config/models.yml asks for. */
export const openModel = (yaml) => {
  const { model, temperature, max_output_tokens: limit } = settings(yaml);
  if (!(model in attention)) {
    throw new Error(`config/models.yml: no model "${model}"; use ${Object.keys(attention)}`);
  }
  return {
    name: model,
    temperature: Number(temperature),
    maxOutputTokens: Number(limit),
    attention: attention[model],
  };
};

/** Tokens of a text, at four characters a token. */
export const tokens = (text) => Math.ceil(text.length / 4);
