/** To make one takes longer than all else. */
const numberFormats = new Map<string, Intl.NumberFormat>();

/** Units of sizes: each is 1 000 of the one before. Source: SI. */
const UNITS = ['B', 'kB', 'MB', 'GB'];

/** Writes numbers and times in one language. */
export class Format {
  readonly lang: string;

  constructor(lang: string) {
    this.lang = lang;
  }

  number(value: number, options?: Intl.NumberFormatOptions): string {
    if (options) return new Intl.NumberFormat(this.lang, options).format(value);
    const format = numberFormats.get(this.lang) ?? new Intl.NumberFormat(this.lang);
    numberFormats.set(this.lang, format);
    return format.format(value);
  }

  /** A size of at most four digits: `62 B`, `4.1 kB`. Takes bytes. */
  size(bytes: number): string {
    const power = Math.min(bytes < 1_000 ? 0 : Math.floor(Math.log10(bytes) / 3), UNITS.length - 1);
    const value = bytes / 1_000 ** power;
    const rounded = Number(value.toFixed(power > 0 && value < 100 ? 1 : 0));
    return `${this.number(rounded)} ${UNITS[power]}`;
  }

  /** A time of the day with seconds: `2:03:22 PM`. Takes milliseconds since the epoch. */
  time(at: number): string {
    return new Intl.DateTimeFormat(this.lang, { timeStyle: 'medium' }).format(at);
  }

  /** A span of time in words: `3 seconds`. Takes milliseconds. */
  duration(milliseconds: number): string {
    const [value, unit] = inUnits(Math.max(milliseconds, 100));
    const maximumFractionDigits = unit === 'second' && value < 10 ? 1 : 0;
    return this.number(value, { style: 'unit', unit, unitDisplay: 'long', maximumFractionDigits });
  }

  /** A time until something was due, in words, to a tenth of a second if it is short: `in 0.3 seconds`. */
  exactDelay(milliseconds: number): string {
    if (milliseconds >= 10_000) return this.delay(milliseconds);
    return new Intl.RelativeTimeFormat(this.lang).format(Math.round(milliseconds / 100) / 10, 'second');
  }

  /** The time until something is due, in words: `in 3 seconds`, `now`. Takes milliseconds. */
  delay(milliseconds: number): string {
    const [value, unit] = inUnits(Math.ceil(Math.max(milliseconds, 0) / 1_000) * 1_000);
    return new Intl.RelativeTimeFormat(this.lang, { numeric: 'auto' }).format(Math.ceil(value), unit);
  }

  /** A short time in milliseconds, with two or three digits: `3.2`. Coarse clocks may measure 0: `< 1`. */
  milliseconds(time: number): string {
    return time > 0 ? this.number(time, { maximumSignificantDigits: time < 100 ? 2 : 3 }) : `< ${this.number(1)}`;
  }
}

/** A time of the day in 24 hours, with milliseconds, the same in every language: `14:03:22.105`. */
export function clockTime(at: number): string {
  const date = new Date(at);
  const time = [date.getHours(), date.getMinutes(), date.getSeconds()].map(twoDigits).join(':');
  return `${time}.${date.getMilliseconds().toString().padStart(3, '0')}`;
}

function twoDigits(number: number): string {
  return number.toString().padStart(2, '0');
}

function inUnits(milliseconds: number): [value: number, unit: 'second' | 'minute' | 'hour'] {
  if (milliseconds < 60_000) return [milliseconds / 1_000, 'second'];
  return milliseconds < 3_600_000 ? [milliseconds / 60_000, 'minute'] : [milliseconds / 3_600_000, 'hour'];
}
