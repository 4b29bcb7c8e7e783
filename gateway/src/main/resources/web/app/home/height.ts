/** What a person typed as body height. `null` is an empty field, `'wrong'` is nothing that could be a height. */
export type TypedHeight = number | null | 'wrong';

const LOWEST = 0.4;
const HIGHEST = 2.6;

/** Reads metres or centimetres, with a point or a comma, with or without the unit: 1.72, 1,72 m, 172, 172 cm. */
export function readHeight(typed: string): TypedHeight {
  const text = typed.trim().toLowerCase().replace(',', '.');
  if (!text) {
    return null;
  }
  const match = /^(\d+(?:\.\d+)?)\s*(m|cm)?$/.exec(text);
  if (!match) {
    return 'wrong';
  }
  const value = Number(match[1]);
  const centimetres = match[2] === 'cm' || (match[2] === undefined && value > HIGHEST);
  const metres = centimetres ? value / 100 : value;
  return metres >= LOWEST && metres <= HIGHEST ? metres : 'wrong';
}
