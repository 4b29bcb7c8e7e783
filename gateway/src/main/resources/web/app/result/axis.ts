/** Round numbers along an axis, about so many of them, that cover the values. */
export interface Axis {
  low: number;
  high: number;
  ticks: number[];
}

export function axisOver(values: readonly number[], about: number): Axis {
  const finite = values.filter(Number.isFinite);
  const low = finite.length ? Math.min(...finite) : 0;
  const high = finite.length ? Math.max(...finite) : 1;
  const step = roundStep(Math.max(high - low, 1e-6) / about);
  const first = Math.floor(low / step);
  const last = Math.max(Math.ceil(high / step), first + 1);
  const ticks = Array.from({ length: last - first + 1 }, (_, index) => (first + index) * step);
  return { low: first * step, high: last * step, ticks };
}

/** 1, 2 or 5 times a power of ten, the next above. */
export function roundStep(rough: number): number {
  const power = 10 ** Math.floor(Math.log10(rough));
  const factor = [1, 2, 5].find((candidate) => candidate * power >= rough * 0.999) ?? 10;
  return factor * power;
}
