import { randomUUID } from 'node:crypto';

export const sources = { clock: () => new Date('2026-11-22T12:00:00Z'), newId: () => randomUUID() };

export const trust = JSON.stringify({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Principal: { Service: 'ec2.amazonaws.com' }, Action: 'sts:AssumeRole' }],
});

export function allowing(Action: string, Resource = 'arn:aws:s3:::a/*'): string {
  return JSON.stringify({ Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action, Resource }] });
}

/** A policy document of so many characters. */
export function documentOfLength(length: number): string {
  const filler = 'x'.repeat(length - allowing('s3:GetObject', 'arn:aws:s3:::').length);
  return allowing('s3:GetObject', `arn:aws:s3:::${filler}`);
}
