import type { toldAtFirst as told } from '@underpin/contract';

// Named again so that the pages load no schema; the compiler holds it to the contract's number.
export const toldAtFirst = 60 satisfies typeof told;
