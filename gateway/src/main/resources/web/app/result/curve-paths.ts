import type { Curve } from '../api/types';

type Scale = (value: number) => number;

const coordinate = (value: number) => value.toFixed(1);

/** The mean as an SVG path, broken where nothing was seen. */
export function linePath(values: readonly (number | null)[], x: Scale, y: Scale): string {
  let path = '';
  let drawing = false;
  values.forEach((value, percent) => {
    if (typeof value === 'number' && Number.isFinite(value)) {
      path += `${drawing ? 'L' : 'M'}${coordinate(x(percent))} ${coordinate(y(value))}`;
      drawing = true;
    } else {
      drawing = false;
    }
  });
  return path;
}

/** Mean ± one standard deviation as a closed SVG path, over the stretches where both are known. */
export function bandPath(curve: Curve, x: Scale, y: Scale): string {
  let path = '';
  let upper: string[] = [];
  let lower: string[] = [];
  const close = () => {
    if (upper.length > 1) {
      path += `M${upper.join('L')}L${lower.reverse().join('L')}Z`;
    }
    upper = [];
    lower = [];
  };
  curve.mean.forEach((mean, percent) => {
    const sd = curve.sd[percent];
    if (typeof mean === 'number' && typeof sd === 'number' && Number.isFinite(mean + sd)) {
      upper.push(`${coordinate(x(percent))} ${coordinate(y(mean + sd))}`);
      lower.push(`${coordinate(x(percent))} ${coordinate(y(mean - sd))}`);
    } else {
      close();
    }
  });
  close();
  return path;
}

/** Least and greatest value, and where in the cycle they are. */
export function rangeOf(values: readonly (number | null)[]): { low: number; lowAt: number; high: number; highAt: number } | null {
  let range: { low: number; lowAt: number; high: number; highAt: number } | null = null;
  values.forEach((value, percent) => {
    if (typeof value !== 'number') {
      return;
    }
    range ??= { low: value, lowAt: percent, high: value, highAt: percent };
    if (value < range.low) {
      range = { ...range, low: value, lowAt: percent };
    }
    if (value > range.high) {
      range = { ...range, high: value, highAt: percent };
    }
  });
  return range;
}
