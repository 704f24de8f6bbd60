/** Components of messages and modals: walking through them, and the limits that hold among them. */
import { ButtonStyle, ComponentType } from "discord.js";
import * as spec from "discord-api-spec/zod";
import {
  badScheme,
  fault,
  hasScheme,
  lengthBetween,
  type Path,
  parser,
  repeated,
  required,
  tooLong,
} from "./form.ts";
import { type FormFault, refuseForm } from "./refused.ts";

const LIMITS = {
  rowButtons: 5,
  components: 40,
  textDisplaysTotal: 4_000,
  modalComponents: 5,
} as const;

/** A component of any kind, as it arrives. */
export type Component = Record<string, unknown> & { type: number };

/** Every component of a tree with its place, parents before children. */
export function* walk(
  components: readonly Component[],
  path: Path = ["components"],
): Generator<{ component: Component; path: Path }> {
  for (const [index, component] of components.entries()) yield* visit(component, [...path, index]);

  function* visit(component: Component, at: Path): Generator<{ component: Component; path: Path }> {
    yield { component, path: at };
    if (Array.isArray(component.components)) {
      yield* walk(component.components as Component[], [...at, "components"]);
    }
    for (const only of ["accessory", "component"] as const) {
      if (component[only]) yield* visit(component[only] as Component, [...at, only]);
    }
  }
}

export function faultsOfComponents(
  components: readonly Component[],
  isV2: boolean,
  root: Path = ["components"],
): FormFault[] {
  const faults: FormFault[] = [];
  const customIds: string[] = [];
  let count = 0;
  let text = 0;
  for (const { component, path } of walk(components, root)) {
    count += 1;
    if (typeof component.custom_id === "string") customIds.push(component.custom_id);
    if (component.type === ComponentType.TextDisplay) {
      text += String(component.content).length;
      if (String(component.content).trim() === "") faults.push(required([...path, "content"]));
    }
    if (component.type === ComponentType.Button) faults.push(...faultsOfButton(component, path));
    if (component.type === ComponentType.ActionRow) faults.push(...faultsOfRow(component, path));
    if (component.type === ComponentType.StringSelect) {
      const values = (component.options as { value: string }[]).map(({ value }) => value);
      for (const value of repeated(values)) {
        faults.push(
          fault(
            [...path, "options"],
            "SELECT_COMPONENT_OPTION_VALUE_DUPLICATED",
            `The specified option value is already used: ${value}`,
          ),
        );
      }
    }
  }
  if (isV2 && count > LIMITS.components) {
    faults.push(
      fault(
        root,
        "COMPONENT_LIMIT_EXCEEDED",
        `The maximum number of components is ${LIMITS.components}, and ${count} were sent`,
      ),
    );
  }
  if (text > LIMITS.textDisplaysTotal) {
    faults.push(
      fault(
        root,
        "COMPONENT_DISPLAYABLE_TEXT_SIZE_EXCEEDED",
        `Total displayable text size of ${text} exceeds maximum of ${LIMITS.textDisplaysTotal}`,
      ),
    );
  }
  for (const id of repeated(customIds)) {
    faults.push(
      fault(
        root,
        "COMPONENT_CUSTOM_ID_DUPLICATED",
        `Component custom id cannot be duplicated: ${id}`,
      ),
    );
  }
  return faults;
}

function faultsOfRow(row: Component, path: Path): FormFault[] {
  const children = row.components as Component[];
  const buttons = children.filter(({ type }) => type === ComponentType.Button).length;
  const others = children.length - buttons;
  return buttons > LIMITS.rowButtons || others > 1 || (others === 1 && buttons > 0)
    ? [
        fault(
          [...path, "components"],
          "COMPONENT_LAYOUT_WIDTH_EXCEEDED",
          "Width limit exceeded: five buttons or one select in a row",
        ),
      ]
    : [];
}

function faultsOfButton(button: Component, path: Path): FormFault[] {
  const { style, custom_id: customId, url, label, emoji } = button;
  const faults: FormFault[] = [];
  if (style === ButtonStyle.Link) {
    if (!url) faults.push(required([...path, "url"]));
    else if (!hasScheme(String(url), ["http", "https", "discord"])) {
      faults.push(badScheme([...path, "url"], ["http", "https", "discord"]));
    }
    if (customId) {
      faults.push(
        fault(
          [...path, "custom_id"],
          "BUTTON_COMPONENT_INVALID_CUSTOM_ID",
          "A link button has no custom id",
        ),
      );
    }
  } else if (style !== ButtonStyle.Premium) {
    if (!customId) faults.push(required([...path, "custom_id"]));
    if (url)
      faults.push(
        fault([...path, "url"], "BUTTON_COMPONENT_INVALID_URL", "Only a link button has a URL"),
      );
  }
  if (!label && !emoji && style !== ButtonStyle.Premium) faults.push(required([...path, "label"]));
  return faults;
}

/** Parses the opening of a modal. */
export function parseModal<T>(body: unknown): T {
  const parsed = parser(spec.ModalInteractionCallbackRequestSchema)<{
    data: { components: Component[] };
  }>(body);
  const { components } = parsed.data;
  const faults = faultsOfComponents(components, true, ["data", "components"]);
  if (components.length > LIMITS.modalComponents) {
    faults.push(lengthBetween(["data", "components"], 1, LIMITS.modalComponents));
  }
  for (const { component, path } of walk(components, ["data", "components"])) {
    if (component.type !== ComponentType.TextInput) continue;
    const { value, min_length: min, max_length: max } = component;
    const inLabel = path.at(-1) === "component";
    if (inLabel && component.label != null) {
      faults.push(fault([...path, "label"], "COMPONENT_LABEL_NOT_ALLOWED", "Use the Label's own"));
    }
    if (!inLabel && component.label == null) faults.push(required([...path, "label"]));
    if (typeof value === "string" && typeof max === "number" && value.length > max) {
      faults.push(tooLong([...path, "value"], max));
    }
    if (typeof min === "number" && typeof max === "number" && min > max) {
      faults.push(fault([...path, "min_length"], "NUMBER_TYPE_MAX", `Must be at most ${max}.`));
    }
  }
  if (faults.length > 0) refuseForm(faults);
  return parsed as T;
}
