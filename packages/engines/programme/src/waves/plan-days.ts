import { dateOfDay, dayNumber, type IsoDate } from '@underpin/model';

/** Days of a plan: period 0 is its first day. */
export class PlanDays {
  readonly start: number;
  readonly horizon: number;

  constructor(start: IsoDate, months: number) {
    this.start = dayNumber(start) ?? 0;
    this.horizon = (dayNumber(addMonths(start, months)) ?? 0) - this.start;
  }

  /** Period of a date; below zero before the plan. */
  period(date: IsoDate): number {
    return (dayNumber(date) ?? 0) - this.start;
  }

  date(period: number): IsoDate {
    return dateOfDay(this.start + period);
  }

  /** First periods of the calendar months (or quarters) of the plan; the first is 0, whatever day it is. */
  firstPeriods(monthsEach: 1 | 3): number[] {
    const periods = [0];
    for (
      let date = nextFirst(this.date(0), monthsEach);
      this.period(date) < this.horizon;
      date = nextFirst(date, monthsEach)
    )
      periods.push(this.period(date));
    return periods;
  }
}

/** The same day so many months later; the last day of the month where it has no such day. */
export function addMonths(date: IsoDate, months: number): IsoDate {
  const [year = 0, month = 1, day = 1] = date.split('-').map(Number);
  const at = year * 12 + month - 1 + months;
  const [y, m] = [Math.floor(at / 12), (at % 12) + 1];
  const last = new Date(Date.UTC(y, m, 0)).getUTCDate();
  return `${String(y).padStart(4, '0')}-${String(m).padStart(2, '0')}-${String(Math.min(day, last)).padStart(2, '0')}`;
}

function nextFirst(date: IsoDate, monthsEach: 1 | 3): IsoDate {
  const [year = 0, month = 1] = date.split('-').map(Number);
  const next = monthsEach === 1 ? month + 1 : Math.floor((month - 1) / 3) * 3 + 4;
  const [y, m] = next > 12 ? [year + 1, next - 12] : [year, next];
  return `${y}-${String(m).padStart(2, '0')}-01`;
}
