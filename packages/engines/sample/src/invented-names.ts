const starts = [
  'Alder',
  'Birk',
  'Castel',
  'Dun',
  'Elm',
  'Falk',
  'Gran',
  'Hal',
  'Ister',
  'Jarn',
  'Kest',
  'Lin',
  'Mar',
  'Nord',
  'Ost',
  'Pell',
  'Quin',
  'Rav',
  'Sund',
  'Tarn',
  'Ulm',
  'Veld',
  'Wes',
  'Yar',
  'Zell',
  'Bren',
  'Cor',
  'Drav',
  'Eir',
  'Fenn',
  'Glen',
];
const ends = [
  'brook',
  'vik',
  'haven',
  'mark',
  'dale',
  'ford',
  'holm',
  'stad',
  'mere',
  'wick',
  'burg',
  'moor',
  'by',
  'field',
  'grove',
  'lund',
  'ness',
  'port',
  'ridge',
];

/** An invented place name; the first 589 indexes give different ones. */
export function inventedPlace(index: number): string {
  const total = starts.length * ends.length;
  const place = (index * 211 + 97) % total;
  return `${starts[place % starts.length] ?? ''}${ends[Math.floor(place / starts.length)] ?? ''}`;
}

const banks = [
  'Savings Bank',
  'Commercial Bank',
  'Cooperative Bank',
  'Bank',
  'Private Bank',
  'Mortgage Bank',
  'Peoples Bank',
  'Trade Bank',
];

/** An invented name of a bank; different for the first 4,712 indexes, with a number behind it from then on. */
export function inventedBank(index: number): string {
  const places = starts.length * ends.length;
  const round = Math.floor(index / places);
  const name = `${inventedPlace(index + 300)} ${banks[((index % places) + round) % banks.length] ?? ''}`;
  return round < banks.length ? name : `${name} ${Math.floor(round / banks.length) + 1}`;
}
