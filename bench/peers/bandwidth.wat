;; Reads $bytes of memory $times over, as fast as SIMD128 can: what a product with those bytes cannot be faster than.
(module
  (memory (export "memory") 1040)
  (func (export "fill") (param $bytes i32)
    (memory.fill (i32.const 0) (i32.const 7) (local.get $bytes)))
  (func (export "read") (param $bytes i32) (param $times i32) (result i32)
    (local $at i32) (local $a v128) (local $b v128) (local $c v128) (local $d v128)
    (loop $again
      (local.set $at (i32.const 0))
      (loop $next
        (local.set $a (v128.xor (local.get $a) (v128.load (local.get $at))))
        (local.set $b (v128.xor (local.get $b) (v128.load offset=16 (local.get $at))))
        (local.set $c (v128.xor (local.get $c) (v128.load offset=32 (local.get $at))))
        (local.set $d (v128.xor (local.get $d) (v128.load offset=48 (local.get $at))))
        (local.set $at (i32.add (local.get $at) (i32.const 64)))
        (br_if $next (i32.lt_u (local.get $at) (local.get $bytes))))
      (local.set $times (i32.sub (local.get $times) (i32.const 1)))
      (br_if $again (local.get $times)))
    (i32x4.extract_lane 0
      (v128.xor (v128.xor (local.get $a) (local.get $b)) (v128.xor (local.get $c) (local.get $d))))))
