/* tslint:disable */
/* eslint-disable */

/**
 * A device with a vocabulary and the checkpoints loaded so far.
 */
export class Engine {
    private constructor();
    free(): void;
    [Symbol.dispose](): void;
    /**
     * Whether a checkpoint is loaded.
     */
    has(name: string): boolean;
    /**
     * Loads a checkpoint under `name`, in place of one that has the name already.
     *
     * # Errors
     * `config`, `weights`, `tokenizer`.
     */
    load(name: string, config: string, weights: Uint8Array | number[]): void;
    /**
     * Opens the device and reads `tokenizer.json`.
     *
     * # Errors
     * `device-unavailable`, `tokenizer`.
     */
    static open(tokenizer: Uint8Array | number[]): Promise<Engine>;
    /**
     * Starts a translation with the checkpoint of that name.
     *
     * # Errors
     * `misuse` if it is not loaded; what is wrong with the text or the options; `device`.
     */
    start(name: string, text: string, options: any): Promise<Run>;
    /**
     * Forgets a checkpoint; runs that use it keep it until they are freed.
     */
    unload(name: string): void;
}

/**
 * One run: its source at once, then a step at a time. `free()` it when nobody will ask again.
 */
export class Run {
    private constructor();
    free(): void;
    [Symbol.dispose](): void;
    /**
     * What the beam search did: a `BeamTrace`, or `null` where the run is greedy.
     *
     * # Errors
     * `record`.
     */
    beam(): any;
    /**
     * Steps that the device was asked for: those made, and those beyond the last one for nothing.
     */
    computed(): number;
    /**
     * The operands of one part (a `Part`) of the computation at a step: an `Inspection`.
     *
     * # Errors
     * `option` if there is no such position or part; `device`, `record`.
     */
    inspect(position: number, part: any): Promise<any>;
    /**
     * The source and what the encoder made of it: a `SourceTrace`.
     *
     * # Errors
     * `record`.
     */
    source(): any;
    /**
     * [`step`](Self::step) without a promise, whose making is a part of a token's time that can be measured: on the
     * CPU there is nothing to wait for. `undefined` where there is; then `step` waits.
     *
     * # Errors
     * `device`.
     */
    stepNow(): any;
    /**
     * Makes one token: a `Step`, or `null` when the translation is complete.
     *
     * # Errors
     * `device`.
     */
    step(): Promise<any>;
    /**
     * The English so far.
     */
    text(): string;
}

/**
 * Runs the static constructors and makes a panic readable.
 *
 * CubeCL registers its operations through constructors. If nothing refers to
 * `__wasm_call_ctors`, the linker takes the module for a command and wraps *every* exported call
 * in all constructors, which costs ten times the work itself; one call from here prevents that.
 */
export function start(): void;

export type InitInput = RequestInfo | URL | Response | BufferSource | WebAssembly.Module;

export interface InitOutput {
    readonly memory: WebAssembly.Memory;
    readonly __wbg_engine_free: (a: number, b: number) => void;
    readonly __wbg_run_free: (a: number, b: number) => void;
    readonly engine_has: (a: number, b: number, c: number) => number;
    readonly engine_load: (a: number, b: number, c: number, d: number, e: number, f: number, g: number, h: number) => void;
    readonly engine_open: (a: number, b: number) => any;
    readonly engine_start: (a: number, b: number, c: number, d: number, e: number, f: any) => any;
    readonly engine_unload: (a: number, b: number, c: number) => void;
    readonly run_beam: (a: number, b: number) => void;
    readonly run_computed: (a: number) => number;
    readonly run_inspect: (a: number, b: number, c: any) => any;
    readonly run_source: (a: number, b: number) => void;
    readonly run_step: (a: number) => any;
    readonly run_stepNow: (a: number, b: number) => void;
    readonly run_text: (a: number, b: number) => void;
    readonly start: () => void;
    readonly __wasm_bindgen_func_elem_22364: (a: number, b: number, c: number, d: any) => void;
    readonly __wasm_bindgen_func_elem_22364_18: (a: number, b: number, c: number, d: any) => void;
    readonly __wasm_bindgen_func_elem_22364_19: (a: number, b: number, c: number, d: any) => void;
    readonly __wasm_bindgen_func_elem_45026: (a: number, b: number, c: number, d: any) => void;
    readonly __wasm_bindgen_func_elem_45055: (a: number, b: number, c: any, d: any) => void;
    readonly __wasm_bindgen_func_elem_22367: (a: number, b: number, c: any) => void;
    readonly __wasm_bindgen_func_elem_22367_17: (a: number, b: number, c: any) => void;
    readonly __wbindgen_export: (a: number, b: number) => number;
    readonly __wbindgen_export2: (a: number, b: number, c: number, d: number) => number;
    readonly __wbindgen_export3: (a: number, b: number, c: number) => void;
    readonly __wbindgen_export4: (a: number) => void;
    readonly __wbindgen_export5: () => number;
    readonly __wbindgen_externrefs: WebAssembly.Table;
    readonly __wbindgen_export6: (a: number, b: number) => void;
    readonly __wbindgen_add_to_stack_pointer: (a: number) => number;
    readonly __wbindgen_export7: (a: number) => void;
    readonly __wbindgen_start: () => void;
}

export type SyncInitInput = BufferSource | WebAssembly.Module;

/**
 * Instantiates the given `module`, which can either be bytes or
 * a precompiled `WebAssembly.Module`.
 *
 * @param {{ module: SyncInitInput }} module - Passing `SyncInitInput` directly is deprecated.
 *
 * @returns {InitOutput}
 */
export function initSync(module: { module: SyncInitInput } | SyncInitInput): InitOutput;

/**
 * If `module_or_path` is {RequestInfo} or {URL}, makes a request and
 * for everything else, calls `WebAssembly.instantiate` directly.
 *
 * @param {{ module_or_path: InitInput | Promise<InitInput> }} module_or_path - Passing `InitInput` directly is deprecated.
 *
 * @returns {Promise<InitOutput>}
 */
export default function __wbg_init (module_or_path: { module_or_path: InitInput | Promise<InitInput> } | InitInput | Promise<InitInput>): Promise<InitOutput>;
