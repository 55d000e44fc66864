import { z } from 'zod';

/** Traffic Light Protocol 2.0 (FIRST, August 2022), from the widest audience to the narrowest. */
export const markings = ['CLEAR', 'GREEN', 'AMBER', 'AMBER+STRICT', 'RED'] as const;

export const markingSchema = z.enum(markings);
export type Marking = z.infer<typeof markingSchema>;

/** What each marking allows, in one line. Source: FIRST, Traffic Light Protocol version 2.0. */
export const markingMeaning: Readonly<Record<Marking, string>> = {
  CLEAR: 'May be disclosed without restriction',
  GREEN: 'May be shared within the community, not through public channels',
  AMBER: "May be shared with those who need to know, within the recipient's organisation and its clients",
  'AMBER+STRICT': "May be shared with those who need to know, within the recipient's organisation only",
  RED: 'For the eyes and ears of individual recipients only',
};

/** The marking with the narrowest audience; `CLEAR` when there is none. */
export function narrowestMarking(among: Iterable<Marking>): Marking {
  let rank = 0;
  for (const marking of among) rank = Math.max(rank, markings.indexOf(marking));
  return markings[rank] as Marking;
}
