/** Version that figures carry: raised when a method changes its numbers. */
export const engineVersion = 'market 0.1.0';
