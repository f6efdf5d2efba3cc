// Body of one variant of the feed-forward networks' kernels: included once per instruction set, behind kernels.h and graded.h.

// Products of four rows of weights with one vector, summed in lanes.
INLINE void four_products(float *restrict out, const float *restrict w, size_t cols, const float *restrict in) {
  vf sum[4] = {{0}, {0}, {0}, {0}};
  for (size_t i = 0; i < cols; i += LANES) {
    const vf x = *(const vf *)(in + i);
#pragma clang loop unroll(full)
    for (int r = 0; r < 4; r++) sum[r] += x * *(const vf *)(w + (size_t)r * cols + i);
  }
  for (int r = 0; r < 4; r++) out[r] = lanes_sum(sum[r]);
}

INLINE float one_product(const float *restrict w, size_t cols, const float *restrict in) {
  vf sum = {0};
  for (size_t i = 0; i < cols; i += LANES) sum += *(const vf *)(in + i) * *(const vf *)(w + i);
  return lanes_sum(sum);
}

INLINE void products(float *restrict out, const float *restrict w, size_t cols, size_t rows, const float *restrict in) {
  size_t j = 0;
  for (; j + 4 <= rows; j += 4) four_products(out + j, w + j * cols, cols, in);
  for (; j < rows; j++) out[j] = one_product(w + j * cols, cols, in);
}

static void forward(float *restrict out, size_t out_cols, const float *restrict w, size_t cols, size_t rows, const float *restrict in,
                    size_t batch) {
  for (size_t b = 0; b < batch; b++) products(out + b * out_cols, w, cols, rows, in + b * cols);
}

static void backward(float *restrict out, const float *restrict w, size_t cols, size_t rows, const float *restrict delta,
                     size_t delta_cols, size_t batch) {
  for (size_t b = 0; b < batch; b++) {
    float *row = out + b * cols;
    memset(row, 0, cols * sizeof *row);
    for (size_t j = 0; j < rows; j++) {
      const float d = delta[b * delta_cols + j];
      if (d == 0) continue;
      for (size_t i = 0; i < cols; i += LANES) *(vf *)(row + i) += d * *(const vf *)(w + j * cols + i);
    }
  }
}

static void descend(float *restrict w, float *restrict moment, size_t cols, size_t rows, const float *restrict delta, size_t delta_cols,
                    const float *restrict in, size_t batch, float rate, float momentum) {
  for (size_t j = 0; j < rows; j++) {
    for (size_t i = 0; i < cols; i += LANES) {
      vf sum = {0};
      for (size_t b = 0; b < batch; b++) sum += delta[b * delta_cols + j] * *(const vf *)(in + b * cols + i);
      vf *m = (vf *)(moment + j * cols + i), *to = (vf *)(w + j * cols + i);
      *m = momentum * *m + rate * sum;
      *to -= *m;
    }
  }
}

static size_t spike(float *restrict out, float *restrict v, const float *restrict w, size_t cols, size_t rows, const float *restrict in,
                    float gain, float leak, float threshold) {
  size_t spikes = 0;
  products(out, w, cols, rows, in);
  for (size_t j = 0; j < rows; j++) {
    const float potential = leak * v[j] + gain * out[j];
    const int fires = potential >= threshold;
    v[j] = fires ? 0.f : potential;
    out[j] = fires ? 1.f : 0.f;
    spikes += (size_t)fires;
  }
  return spikes;
}

// e to the x for -80 <= x <= 80; relative error below 1e-6.
INLINE vf exponential(vf x) {
  const vf turns = x * 1.44269504f;
  const vi n = __builtin_convertvector(turns + SELECT(turns < 0.f, (vf){0} - 0.5f, (vf){0} + 0.5f), vi);
  const vf whole = __builtin_convertvector(n, vf);
  const vf r = (x - whole * 0.693359375f) + whole * 2.12194440e-4f;
  vf sum = (vf){0} + 1.f / 5040.f;
  sum = sum * r + 1.f / 720.f;
  sum = sum * r + 1.f / 120.f;
  sum = sum * r + 1.f / 24.f;
  sum = sum * r + 1.f / 6.f;
  sum = sum * r + .5f;
  sum = sum * r + 1.f;
  sum = sum * r + 1.f;
  return sum * (vf)((n + 127) << 23);
}

static void replay(float *restrict w, const float *restrict in, size_t senders, const engram_replay_rule *rule) {
  const float per_scale = rule->scale > 0.f ? 1.f / rule->scale : 0.f;
  for (size_t i = 0; i < senders; i += LANES) {
    vf *to = (vf *)(w + i);
    const vf old = *to, step = SELECT(*(const vf *)(in + i) > .5f, (vf){0} + rule->increase, (vf){0} - rule->decrease);
    vf size = old;
    if (rule->scale > 0.f) {
      const vf x = __builtin_elementwise_min(__builtin_elementwise_max(old * per_scale, (vf){0} - 80.f), (vf){0} + 80.f);
      size = 2.f / (1.f + exponential(x));
    }
    const vf next = old + step * size;
    *to = senders - i < LANES ? SELECT(first_lanes(senders - i), next, old) : next;
  }
}

const engram_feedforward_kernels ENGRAM_FEEDFORWARD_TABLE = {forward, backward, descend, spike, replay};
