const spellings: Record<string, readonly string[]> = {
  system: ['system', 'developer', 'systemmessage'],
  user: ['user', 'human', 'humanmessage'],
  assistant: [
    'assistant',
    'asssistant',
    'ai',
    'gpt',
    'model',
    'bot',
    'agent',
    'chatbot',
    'aimessage',
    'aimessagechunk',
  ],
  tool: ['tool', 'function', 'toolmessage', 'functionmessage', 'function_response', 'observation'],
};

const roles = new Map(
  Object.entries(spellings).flatMap(([role, names]) => names.map((name) => [name, role] as const)),
);

/** Whom a name of some vendor means; undefined for one that no vendor uses. */
export const knownRole = (name: string): string | undefined => roles.get(name.trim().toLowerCase());
