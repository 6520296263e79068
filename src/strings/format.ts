/** Writes numbers and times in one language. */
export class Format {
  readonly lang: string;

  constructor(lang: string) {
    this.lang = lang;
  }

  number(value: number, options?: Intl.NumberFormatOptions): string {
    return new Intl.NumberFormat(this.lang, options).format(value);
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

function inUnits(milliseconds: number): [value: number, unit: 'second' | 'minute' | 'hour'] {
  if (milliseconds < 60_000) return [milliseconds / 1_000, 'second'];
  return milliseconds < 3_600_000 ? [milliseconds / 60_000, 'minute'] : [milliseconds / 3_600_000, 'hour'];
}
