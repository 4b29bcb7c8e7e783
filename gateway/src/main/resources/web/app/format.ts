import { messages } from './messages';

const decimal = new Map<number, Intl.NumberFormat>();

/** A number with exactly so many decimals and a true minus sign; an en dash for what is no number. */
export function number(value: number | null | undefined, decimals: number): string {
  if (value === null || value === undefined || !Number.isFinite(value)) {
    return '–';
  }
  let format = decimal.get(decimals);
  if (!format) {
    format = new Intl.NumberFormat(messages.locale, { minimumFractionDigits: decimals, maximumFractionDigits: decimals, signDisplay: 'negative' });
    decimal.set(decimals, format);
  }
  return format.format(value).replace('-', '\u2212');
}

export function percent(share: number): string {
  return `${number(share * 100, share > 0 && share < 0.1 ? 1 : 0)} %`;
}

/** Bytes in the decimal units that cameras and file managers show. */
export function bytes(size: number): string {
  if (size < 1_000_000) {
    return `${Math.max(1, Math.round(size / 1000))} kB`;
  }
  return size < 1_000_000_000 ? `${number(size / 1e6, size < 1e7 ? 1 : 0)} MB` : `${number(size / 1e9, 2)} GB`;
}

/** A waiting time, rounded as one says it. */
export function waiting(seconds: number): string {
  if (seconds < 60) {
    return `${Math.max(1, Math.round(seconds))} s`;
  }
  return `${Math.round(seconds / 60)} min`;
}

const dateTime = new Intl.DateTimeFormat(messages.locale, { dateStyle: 'medium', timeStyle: 'short' });

export function when(instant: string): string {
  const date = new Date(instant);
  return Number.isNaN(date.getTime()) ? instant : dateTime.format(date);
}

const date = new Intl.DateTimeFormat(messages.locale, { dateStyle: 'medium' });

export function day(instant: string): string {
  return date.format(new Date(instant));
}

/** Decimals that fit what a video can tell of a quantity of about that size. */
export function decimalsFor(unit: string, size: number): number {
  switch (unit) {
    case 'm':
    case 's':
      return Math.abs(size) < 0.1 ? 3 : 2;
    case 'm/s':
      return 2;
    case 'steps/min':
    case '%':
    case 'deg':
    case 'cm':
      return 1;
    default:
      return 2;
  }
}

/** The unit as it is written behind a number; a ratio has none. */
export function unitText(unit: string): string {
  return messages.units[unit] ?? unit;
}

/** The sentence with a capital at its beginning. */
export function sentence(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** A name of the result schema that the catalogue does not know, made readable. */
export function humanised(name: string): string {
  return sentence(name.replaceAll('_', ' '));
}
