/** @import { Actor, Person } from './types.d.ts' */
import * as api from './api.js';
import { h } from './dom.js';

/** @type {Person[]} */
let everyone = [];
/** @type {Person | undefined} */
let current;

const firstPerson = 'bob@example.com';

/** Who is looking at the channel; undefined until the people are loaded. */
export const me = () => current;
export const all = () => everyone;

/**
 * A Slack user's name, or the id itself.
 *
 * @param {string} id
 */
export const nameOf = (id) => everyone.find((person) => person.id === id)?.name ?? id;

/**
 * A group's name: local ids are made of names, as `S0LEADS` is.
 *
 * @param {string} id
 */
export const groupName = (id) => id.replace(/^S0?/, '').toLowerCase();

/**
 * A person for short: the end of an ARN such as `…/alice@example.com`, or a Slack user's name.
 *
 * @param {string} id
 */
export const shortName = (id) =>
  /^[UW][A-Z0-9]+$/.test(id) ? nameOf(id) : id.slice(id.lastIndexOf('/') + 1);

/**
 * An approver: a Slack user's name, or an IAM principal by its role, since its holder may have chosen the session's name.
 *
 * @param {string} id
 * @param {string} [machine] the machine that it is, if it is one
 */
export function approverName(id, machine) {
  const [kind, role, session] = id.slice(id.lastIndexOf(':') + 1).split('/');
  const name = kind === 'assumed-role' ? `IAM role ${role} (session ${session})` : shortName(id);
  return machine ? `machine ${machine}, ${name}` : name;
}

/** @param {Actor} actor */
export const actorName = ({ kind, id, name }) => (kind === 'system' ? 'Countersign' : shortName(name ?? id));

/**
 * A coloured square with the person's initial.
 *
 * @param {string} name
 */
export function avatar(name) {
  const shade = [...name].reduce((sum, char) => sum + (char.codePointAt(0) ?? 0), 0) % 6;
  return h('span', { class: `avatar shade-${shade}`, 'aria-hidden': 'true' }, name.charAt(0).toUpperCase());
}

/** @param {Person} person */
const label = (person) => (person.role ? `${person.name} (${person.role})` : person.name);

/**
 * Loads the people and draws the switcher.
 *
 * @param {HTMLElement} container
 * @param {() => void} onSwitch
 */
export async function start(container, onSwitch) {
  everyone = await api.people();
  current = everyone.find((person) => person.email === firstPerson) ?? everyone[0];
  const options = everyone.map((person) =>
    h('option', { value: person.id, selected: person.id === current?.id }, label(person)),
  );
  const select = h('select', { id: 'person', 'data-testid': 'person-switcher' }, options);
  const draw = () => {
    container.replaceChildren(avatar(current?.name ?? '?'), h('label', { for: 'person' }, 'You are'), select);
  };
  select.addEventListener('change', () => {
    current = everyone.find((person) => person.id === select.value);
    container.firstElementChild?.replaceWith(avatar(current?.name ?? '?'));
    onSwitch();
  });
  draw();
}
