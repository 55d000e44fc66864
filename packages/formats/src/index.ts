export { readReview } from './review/read-review.ts';
