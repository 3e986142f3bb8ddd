/** The tools of evals/tools.json over the availability data; `calls` is what was called, in order. */
export const openTools = ({ tours, apartments }) => {
  const calls = [];
  const tool = (name, run) => (args) => {
    const result = run(args);
    calls.push({ name, arguments: args, result });
    return result;
  };
  return {
    calls,
    checkAvailability: tool('checkAvailability', ({ kind, date, bedrooms, max_rent: most }) =>
      kind === 'tours'
        ? { slots: tours.filter((slot) => date === undefined || slot.startsWith(date)) }
        : {
            apartments: apartments
              .filter((one) => bedrooms === undefined || one.bedrooms === bedrooms)
              .filter((one) => most === undefined || one.rent <= most),
          },
    ),
    // The calendar takes whatever it is given, also a time that is not open: people overbook by hand.
    bookTour: tool('bookTour', ({ slot }) => ({
      confirmation: `JC-${slot.replaceAll(/\D/g, '')}`,
    })),
    handOff: tool('handOff', () => ({ queue: 'leasing-team' })),
  };
};
