/** Version that figures carry: raised when a method changes its numbers. */
export const engineVersion = 'reliance 0.1.0';
