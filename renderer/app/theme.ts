import { createTheme, type CSSVariablesResolver, type MantineColorsTuple } from '@mantine/core';

/** A quiet ink blue; white on shade 6 is 5.2:1, on shade 7 7.6:1. */
const ink: MantineColorsTuple = [
  '#eef3f9',
  '#dce5f0',
  '#b7c9e1',
  '#8facd2',
  '#6d93c5',
  '#5783bd',
  '#3a6db0',
  '#29558f',
  '#1f4474',
  '#16335a',
];

const still = { transitionProps: { duration: 0 } };
const roomy = { defaultProps: { size: 'md' } };

/** 16 px base; everything is in rem, so that 适老 large text raises all of it together. Nothing moves unless asked for. */
export const themeOf = (isAnimated: boolean) => {
  const popups = isAnimated ? {} : still;
  return createTheme({
    primaryColor: 'ink',
    primaryShade: { light: 7, dark: 6 },
    colors: { ink },
    autoContrast: true,
    defaultRadius: 'sm',
    cursorType: 'pointer',
    focusRing: 'auto',
    fontFamily:
      '"Microsoft YaHei UI", "Microsoft YaHei", "PingFang SC", "Noto Sans CJK SC", "Noto Sans SC", "Source Han Sans SC", "Tongban Rare", "Tongban Rare Song", "Tongban Rare Later", sans-serif',
    fontFamilyMonospace: '"Cascadia Mono", Consolas, "DejaVu Sans Mono", "Noto Sans Mono CJK SC", monospace',
    headings: {
      fontWeight: '600',
      sizes: { h1: { fontSize: '1.5rem' }, h2: { fontSize: '1.25rem' }, h3: { fontSize: '1.0625rem' } },
    },
    components: {
      ...Object.fromEntries(inputs.map((name) => [name, roomy])),
      // Fields side by side stand level, whether or not one has a hint.
      InputWrapper: {
        defaultProps: { inputWrapperOrder: ['label', 'input', 'description', 'error'], size: 'md' },
        styles: { label: { marginBottom: '0.25rem' } },
      },
      Table: { defaultProps: { fz: 'md' } },
      Alert: {
        styles: {
          message: { fontSize: 'var(--mantine-font-size-md)' },
          label: { fontSize: 'var(--mantine-font-size-md)' },
        },
      },
      Button: { defaultProps: { size: 'md', loaderProps: { type: isAnimated ? 'oval' : 'dots' } } },
      // What floats stays inside the page, so that the lock screen hides it too.
      Portal: { defaultProps: { target: '#floating', reuseTargetNode: false } },
      Modal: {
        styles: { title: { fontSize: 'var(--mantine-font-size-lg)', fontWeight: 600 } },
        defaultProps: { ...popups, centered: true, closeButtonProps: { size: 'lg' } },
      },
      Drawer: { defaultProps: popups },
      Popover: { defaultProps: popups },
      Menu: { defaultProps: popups },
      Tooltip: { defaultProps: { ...popups, openDelay: 300 } },
      Combobox: { defaultProps: popups },
    },
  });
};

const inputs = [
  ...['TextInput', 'PasswordInput', 'NumberInput', 'Textarea', 'Select', 'Autocomplete', 'MultiSelect', 'TagsInput'],
  ...['NativeSelect', 'Checkbox', 'Radio', 'Switch', 'SegmentedControl', 'DateInput', 'PinInput', 'FileInput'],
];

/** Mantine's own grey and red fall short of WCAG 2.2 AA (4.5:1) on white; these do not. */
export const contrastColours: CSSVariablesResolver = () => ({
  variables: {},
  light: {
    '--mantine-color-dimmed': '#565e68',
    '--mantine-color-placeholder': '#6b737d',
    '--mantine-color-error': '#b3261e',
    '--mantine-color-red-filled': '#b3261e',
    '--mantine-color-red-light-color': '#8f1d17',
    '--mantine-color-orange-light-color': '#8a4100',
    '--mantine-color-yellow-light-color': '#744b00',
    '--mantine-color-default-border': '#878e98',
    // The edges of fields and boxes: 3:1 at least (1.4.11).
    '--mantine-color-gray-4': '#878e98',
  },
  dark: {
    '--mantine-color-dimmed': '#b3bac4',
    '--mantine-color-placeholder': '#98a0aa',
    '--mantine-color-error': '#ff9d95',
    '--mantine-color-red-light-color': '#ffb4ad',
    '--mantine-color-default-border': '#6d7580',
    '--mantine-color-dark-4': '#6d7580',
  },
});
