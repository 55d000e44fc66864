import { z } from 'zod';

export const idSchema = z
  .string()
  .min(1)
  .max(64)
  .regex(/^[A-Za-z0-9._-]+$/);
export const instantSchema = z.iso.datetime();
export const textSchema = z.string().trim().min(1).max(20_000);
export const titleSchema = z.string().trim().min(1).max(300);
export const sha256Schema = z.string().regex(/^[0-9a-f]{64}$/);
export const idParams = z.object({ id: idSchema });

/** What every record that can change has. */
export const recordShape = {
  id: idSchema,
  createdAt: instantSchema,
  version: z.int().min(1).describe('Counts the changes; also the ETag'),
};

/** Makes every field of a change optional, and wants at least one. What is not named stays: defaults are for what is new. */
export function changeOf<T extends z.ZodObject>(schema: T): z.ZodType<Partial<z.infer<T>>> {
  const shape = Object.entries<z.core.$ZodType>(schema.shape).map(([name, field]) => [
    name,
    z.optional(field instanceof z.ZodDefault ? field.unwrap() : field),
  ]);
  return z
    .strictObject(Object.fromEntries(shape) as Record<string, z.ZodType>)
    .refine((change) => Object.keys(change).length > 0, 'Expected at least one field') as never;
}
