// What is the most that this processor can do? scorelet by hand in AVX2, sixteen persons in registers at a time.
//
//     gcc -O3 -march=native -o scorelet_avx2 scorelet_avx2.c -lpthread -lm
//     ./scorelet_avx2 PEOPLE THREADS TICKS ROUNDS
// runs 104 ticks of which it keeps count, then ROUNDS times TICKS against the clock, and prints one line of JSON.
//
// One number u decides an act and its detection: act iff u < (1 - u) x odds, detected iff u < (d - u) x odds. The odds
// are 16 bits on a scale of two; where 16 bits of u do not decide, 16 more do, exactly. All numbers come from
// Philox4x32-10 (Salmon and others, SC 2011) by person, tick and slot; four persons share the block of a rare draw.
#include <immintrin.h>
#include <math.h>
#include <pthread.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

typedef __m256i V;
typedef unsigned __int128 u128;

enum { ACTIVITIES = 8, GROUPS = 3, BANDS = 4, ROUNDS = 10, CHECKED = 104, MOST_THREADS = 64 };
static const int POINTS[ACTIVITIES] = {10, 5, 15, -10, -20, -5, 8, -15};
static const double DETECTED[GROUPS] = {0.20, 0.35, 0.50};
static const int START = 1000, HIGHEST = 2000, FALSE_POINTS = -20;
static const double FALSE_RECORDS = 0.001;
static const int USUAL_INCOME = 8192, LOWERED_INCOME = 4096, RECOVERY = 4096;  // of 8192, of 32768 a tick

static uint16_t norm_factor[5], detected[GROUPS];
static uint32_t false_below, keys[2 * ROUNDS];

static int64_t people;
static int threads;
static uint16_t *odds[ACTIVITIES];
static uint8_t *group, *band, *acts, *acts_next;
static int16_t *points, *income;
static uint32_t tick;

static void philox(uint32_t c0, uint32_t c1, uint32_t c2, uint32_t *out) {
    uint32_t c3 = 0;
    for (int r = 0; r < ROUNDS; r++) {
        uint64_t p0 = 0xD2511F53ull * c0, p1 = 0xCD9E8D57ull * c2;
        uint32_t n0 = (uint32_t)(p1 >> 32) ^ c1 ^ keys[2 * r], n2 = (uint32_t)(p0 >> 32) ^ c3 ^ keys[2 * r + 1];
        c1 = (uint32_t)p1, c3 = (uint32_t)p0, c0 = n0, c2 = n2;
    }
    out[0] = c0, out[1] = c1, out[2] = c2, out[3] = c3;
}

// Eight blocks at once, in the lower halves of 64-bit lanes; the upper halves are left dirty.
static inline __attribute__((always_inline)) void philox_eight(V *x0, V *x1, V *x2, V *x3) {
    const V m0 = _mm256_set1_epi64x(0xD2511F53), m1 = _mm256_set1_epi64x(0xCD9E8D57);
#pragma GCC unroll 10
    for (int r = 0; r < ROUNDS; r++) {
        V ka = _mm256_set1_epi64x(keys[2 * r]), kb = _mm256_set1_epi64x(keys[2 * r + 1]);
#pragma GCC unroll 2
        for (int h = 0; h < 2; h++) {
            V p0 = _mm256_mul_epu32(m0, x0[h]), p1 = _mm256_mul_epu32(m1, x2[h]);
            x0[h] = _mm256_xor_si256(_mm256_srli_epi64(p1, 32), _mm256_xor_si256(x1[h], ka));
            x2[h] = _mm256_xor_si256(_mm256_srli_epi64(p0, 32), _mm256_xor_si256(x3[h], kb));
            x1[h] = p1, x3[h] = p0;
        }
    }
}

static inline __attribute__((always_inline)) void draw(V first, V second, uint32_t slot, V *x0, V *x1, V *x2, V *x3) {
    x0[0] = first, x0[1] = second;
    for (int h = 0; h < 2; h++)
        x1[h] = _mm256_set1_epi64x(tick), x2[h] = _mm256_set1_epi64x(slot), x3[h] = _mm256_setzero_si256();
    philox_eight(x0, x1, x2, x3);
}

// The draws of 16 persons for the 8 activities, 16 bits each.
static inline __attribute__((always_inline)) void draw_acts(int64_t person, V *draws) {
    const V low = _mm256_set1_epi32(0xffff), base = _mm256_set1_epi64x(person);
    V y[4][2];
    for (int q = 0; q < 2; q++) {
        V x0[2], x1[2], x2[2], x3[2];
        draw(_mm256_add_epi64(base, _mm256_setr_epi64x(4 * q, 4 * q + 2, 4 * q + 8, 4 * q + 10)),
             _mm256_add_epi64(base, _mm256_setr_epi64x(4 * q + 1, 4 * q + 3, 4 * q + 9, 4 * q + 11)), 0, x0, x1, x2, x3);
        V *words[4] = {x0, x1, x2, x3};
        for (int k = 0; k < 4; k++) y[k][q] = _mm256_blend_epi32(words[k][0], _mm256_slli_epi64(words[k][1], 32), 0xAA);
    }
    for (int k = 0; k < 4; k++) {
        draws[2 * k] = _mm256_packus_epi32(_mm256_and_si256(y[k][0], low), _mm256_and_si256(y[k][1], low));
        draws[2 * k + 1] = _mm256_packus_epi32(_mm256_srli_epi32(y[k][0], 16), _mm256_srli_epi32(y[k][1], 16));
    }
}

// The rare draws of 64 persons: word person % 4 of block person / 4.
static inline void draw_rare(int64_t person, uint32_t rare[4][16]) {
    const V base = _mm256_set1_epi64x(person >> 2), lower = _mm256_setr_epi32(0, 2, 4, 6, 0, 2, 4, 6);
    for (int q = 0; q < 2; q++) {
        V x0[2], x1[2], x2[2], x3[2];
        draw(_mm256_add_epi64(base, _mm256_setr_epi64x(8 * q, 8 * q + 1, 8 * q + 2, 8 * q + 3)),
             _mm256_add_epi64(base, _mm256_setr_epi64x(8 * q + 4, 8 * q + 5, 8 * q + 6, 8 * q + 7)), 1, x0, x1, x2, x3);
        V *words[4] = {x0, x1, x2, x3};
        for (int k = 0; k < 4; k++)
            for (int h = 0; h < 2; h++)
                _mm_storeu_si128((__m128i *)(rare[k] + 8 * q + 4 * h),
                                 _mm256_castsi256_si128(_mm256_permutevar8x32_epi32(words[k][h], lower)));
    }
}

// One person's week by all 32 bits of each number.
static void decide_finely(int64_t i, int *sum, unsigned *bits) {
    uint32_t coarse[4], fine[4];
    philox((uint32_t)i, tick, 0, coarse);
    philox((uint32_t)i, tick, 2, fine);
    *bits = 0;
    for (int a = 0; a < ACTIVITIES; a++) {
        const uint8_t *own = acts + i;
        int ties = ((own[-2] >> a) & 1) + ((own[-1] >> a) & 1) + ((own[1] >> a) & 1) + ((own[2] >> a) & 1);
        uint64_t y = (uint64_t)odds[a][i] * norm_factor[ties];  // odds in 2^-31
        int shift = 16 * (a & 1);
        uint64_t u = (uint64_t)((coarse[a >> 1] >> shift) & 0xffff) << 16 | ((fine[a >> 1] >> shift) & 0xffff);
        uint64_t d = (uint64_t)detected[group[i]] << 16;
        *bits |= (unsigned)(((u128)u << 31) < (u128)(4294967296ull - u) * y) << a;
        if (u < d && ((u128)u << 31) < (u128)(d - u) * y) *sum += POINTS[a];
    }
}

static inline V by_group(V g, const uint16_t *values) {
    V second = _mm256_cmpeq_epi16(g, _mm256_set1_epi16(1)), first = _mm256_cmpeq_epi16(g, _mm256_setzero_si256());
    V found = _mm256_blendv_epi8(_mm256_set1_epi16(values[2]), _mm256_set1_epi16(values[1]), second);
    return _mm256_blendv_epi8(found, _mm256_set1_epi16(values[0]), first);
}

// A tick of persons low .. high - 1, both multiples of 64; sums: scores, then persons at or above each threshold.
static void run_range(int64_t low, int64_t high, int64_t *sums) {
    const V zero = _mm256_setzero_si256(), ones = _mm256_set1_epi16(-1), one = _mm256_set1_epi16(1);
    V factor_low, factor_high, total = zero, above[3] = {zero, zero, zero};
    uint8_t bytes[2][32] = {{0}};
    uint32_t rare[4][16];
    for (int c = 0; c < 5; c++) {
        bytes[0][c] = bytes[0][c + 16] = norm_factor[c] & 255;
        bytes[1][c] = bytes[1][c + 16] = norm_factor[c] >> 8;
    }
    factor_low = _mm256_loadu_si256((V *)bytes[0]), factor_high = _mm256_loadu_si256((V *)bytes[1]);
    memset(sums, 0, 4 * sizeof *sums);
    for (int64_t i = low; i < high; i += 16) {
        V draws[ACTIVITIES];
        if (((i - low) & 63) == 0) draw_rare(i, rare);
        draw_acts(i, draws);
        const uint8_t *own = acts + i;
        __m128i n0 = _mm_loadu_si128((__m128i *)(own - 2)), n1 = _mm_loadu_si128((__m128i *)(own - 1));
        __m128i n2 = _mm_loadu_si128((__m128i *)(own + 1)), n3 = _mm_loadu_si128((__m128i *)(own + 2));
        V g = _mm256_cvtepu8_epi16(_mm_loadu_si128((__m128i *)(group + i))), d = by_group(g, detected);
        V before = _mm256_loadu_si256((V *)(points + i)), sum = before, bits = zero, close = zero;
#pragma GCC unroll 8
        for (int a = 0; a < ACTIVITIES; a++) {
            __m128i bit = _mm_set1_epi8((char)(1 << a));
            __m128i left = _mm_add_epi8(_mm_cmpeq_epi8(_mm_and_si128(n0, bit), bit),
                                        _mm_cmpeq_epi8(_mm_and_si128(n1, bit), bit));
            __m128i right = _mm_add_epi8(_mm_cmpeq_epi8(_mm_and_si128(n2, bit), bit),
                                         _mm_cmpeq_epi8(_mm_and_si128(n3, bit), bit));
            __m128i ties = _mm_sub_epi8(_mm_setzero_si128(), _mm_add_epi8(left, right));
            __m128i fl = _mm_shuffle_epi8(_mm256_castsi256_si128(factor_low), ties);
            __m128i fh = _mm_shuffle_epi8(_mm256_castsi256_si128(factor_high), ties);
            V factor = _mm256_set_m128i(_mm_unpackhi_epi8(fl, fh), _mm_unpacklo_epi8(fl, fh));
            V y = _mm256_mulhi_epu16(_mm256_loadu_si256((V *)(odds[a] + i)), factor), u = draws[a];
            V r = _mm256_mulhi_epu16(_mm256_xor_si256(u, ones), y), q = _mm256_mulhi_epu16(_mm256_subs_epu16(d, u), y);
            r = _mm256_adds_epu16(r, r), q = _mm256_adds_epu16(q, q);
            V idle = _mm256_cmpeq_epi16(_mm256_subs_epu16(r, u), zero);
            V unseen = _mm256_cmpeq_epi16(_mm256_subs_epu16(q, u), zero);
            bits = _mm256_or_si256(bits, _mm256_andnot_si256(idle, _mm256_set1_epi16((short)(1 << a))));
            sum = _mm256_add_epi16(sum, _mm256_andnot_si256(unseen, _mm256_set1_epi16((short)POINTS[a])));
            const V three = _mm256_set1_epi16(3), eight = _mm256_set1_epi16(8);
            V near = _mm256_min_epu16(_mm256_add_epi16(_mm256_sub_epi16(u, r), three),
                                      _mm256_add_epi16(_mm256_sub_epi16(u, q), three));
            close = _mm256_or_si256(close, _mm256_cmpeq_epi16(_mm256_min_epu16(near, eight), near));
        }
        int place = (int)((i - low) & 63) / 4;
        const V below = _mm256_set1_epi32((int)false_below - 1);
        __m128i least = _mm_loadu_si128((__m128i *)(rare[0] + place));
        for (int k = 1; k < 4; k++) least = _mm_min_epu32(least, _mm_loadu_si128((__m128i *)(rare[k] + place)));
        int has_false = _mm_movemask_epi8(_mm_cmpeq_epi32(_mm_min_epu32(least, _mm256_castsi256_si128(below)), least));
        unsigned open = (unsigned)_mm256_movemask_epi8(close);
        if (__builtin_expect(open || has_false, 0)) {
            int16_t sum_of[16], before_of[16];
            uint16_t bits_of[16];
            _mm256_storeu_si256((V *)sum_of, sum), _mm256_storeu_si256((V *)before_of, before);
            _mm256_storeu_si256((V *)bits_of, bits);
            for (int j = 0; j < 16; j++) {
                if ((open >> (2 * j)) & 1) {
                    int fine = before_of[j];
                    unsigned fine_bits;
                    decide_finely(i + j, &fine, &fine_bits);
                    sum_of[j] = (int16_t)fine, bits_of[j] = (uint16_t)fine_bits;
                }
                if (rare[j & 3][place + j / 4] < false_below) sum_of[j] += FALSE_POINTS;
            }
            sum = _mm256_loadu_si256((V *)sum_of), bits = _mm256_loadu_si256((V *)bits_of);
        }
        V score = _mm256_min_epi16(_mm256_set1_epi16(HIGHEST), _mm256_max_epi16(zero, sum)), reached = zero, lowest = ones;
        for (int b = 0; b < 3; b++) {
            V is_above = _mm256_cmpgt_epi16(score, _mm256_set1_epi16((short)(599 + 400 * b)));
            above[b] = _mm256_sub_epi16(above[b], is_above), reached = _mm256_sub_epi16(reached, is_above);
            if (b == 0) lowest = _mm256_xor_si256(is_above, ones);
        }
        V target = _mm256_blendv_epi8(_mm256_set1_epi16(USUAL_INCOME), _mm256_set1_epi16(LOWERED_INCOME), lowest);
        V earns = _mm256_loadu_si256((V *)(income + i));
        V gap = _mm256_mulhrs_epi16(_mm256_sub_epi16(target, earns), _mm256_set1_epi16(RECOVERY));
        _mm256_storeu_si256((V *)(income + i), _mm256_add_epi16(earns, gap));
        _mm256_storeu_si256((V *)(points + i), sum);
        V packed = _mm256_permute4x64_epi64(_mm256_packus_epi16(bits, reached), 0xD8);
        _mm_storeu_si128((__m128i *)(acts_next + i), _mm256_castsi256_si128(packed));
        _mm_storeu_si128((__m128i *)(band + i), _mm256_extracti128_si256(packed, 1));
        total = _mm256_add_epi32(total, _mm256_madd_epi16(score, one));
        if (((i - low) & 0xffff) == 0xfff0 || i + 16 >= high) {
            uint32_t parts[8];
            uint16_t counts[16];
            _mm256_storeu_si256((V *)parts, total);
            for (int k = 0; k < 8; k++) sums[0] += parts[k];
            for (int b = 0; b < 3; b++) {
                _mm256_storeu_si256((V *)counts, above[b]);
                for (int k = 0; k < 16; k++) sums[1 + b] += counts[k];
                above[b] = zero;
            }
            total = zero;
        }
    }
}

// A thread's share of some ticks; the first joins the ring's ends and keeps what is recorded each tick.
static pthread_barrier_t meeting;
static int64_t sums_of[MOST_THREADS][4], (*recorded)[4];
static int ticks;

static void close_ring(void) {
    memcpy(acts - 2, acts + people - 2, 2);
    memcpy(acts + people, acts, 2);
}

static void *work(void *argument) {
    int own = (int)(intptr_t)argument;
    int64_t low = (people * own / threads) & ~63ll, high = own == threads - 1 ? people : (people * (own + 1) / threads) & ~63ll;
    for (int k = 0; k < ticks; k++) {
        run_range(low, high, sums_of[own]);
        if (threads > 1) pthread_barrier_wait(&meeting);
        if (own == 0) {
            for (int s = 0; s < 4; s++) {
                recorded[k][s] = 0;
                for (int t = 0; t < threads; t++) recorded[k][s] += sums_of[t][s];
            }
            uint8_t *last = acts;
            acts = acts_next, acts_next = last, tick++;
            close_ring();
        }
        if (threads > 1) pthread_barrier_wait(&meeting);
    }
    return 0;
}

static double run(int count) {
    struct timespec begun, over;
    pthread_t handles[MOST_THREADS];
    ticks = count;
    recorded = realloc(recorded, sizeof *recorded * (size_t)count);
    clock_gettime(CLOCK_MONOTONIC, &begun);
    for (int t = 1; t < threads; t++) pthread_create(&handles[t], 0, work, (void *)(intptr_t)t);
    work(0);
    for (int t = 1; t < threads; t++) pthread_join(handles[t], 0);
    clock_gettime(CLOCK_MONOTONIC, &over);
    return (double)(over.tv_sec - begun.tv_sec) + 1e-9 * (double)(over.tv_nsec - begun.tv_nsec);
}

static double uniform(void) {
    static uint64_t x = 88172645463325252ull;
    x ^= x << 13, x ^= x >> 7, x ^= x << 17;
    return ((double)(x >> 11) + 0.5) * 0x1p-53;
}

static void make_people(void) {
    uint32_t first = 12345, second = 678;
    for (int r = 0; r < ROUNDS; r++, first += 0x9E3779B9u, second += 0xBB67AE85u) keys[2 * r] = first, keys[2 * r + 1] = second;
    for (int c = 0; c < 5; c++) norm_factor[c] = (uint16_t)lround(65535 * exp(0.3 * c / 4 - 0.3));
    for (int g = 0; g < GROUPS; g++) detected[g] = (uint16_t)lround(65536 * DETECTED[g]);
    false_below = (uint32_t)lround(FALSE_RECORDS * 4294967296.0);
    size_t room = (size_t)people + 64;
    for (int a = 0; a < ACTIVITIES; a++) odds[a] = aligned_alloc(64, 2 * room);
    group = malloc(room), band = malloc(room), points = aligned_alloc(64, 2 * room), income = aligned_alloc(64, 2 * room);
    acts = (uint8_t *)calloc(room + 64, 1) + 64, acts_next = (uint8_t *)calloc(room + 64, 1) + 64;
    for (int64_t i = 0; i < people; i++) {
        double which = uniform();
        group[i] = which < 0.34 ? 0 : which < 0.67 ? 1 : 2;
        points[i] = (int16_t)START, income[i] = (int16_t)USUAL_INCOME;
        for (int a = 0; a < ACTIVITIES; a++) {
            double own = -1.5 + 0.6 * sqrt(-2 * log(uniform())) * cos(6.283185307179586 * uniform());
            double z = own - DETECTED[group[i]] + 0.01 * POINTS[a] + 0.3;
            odds[a][i] = (uint16_t)fmin(65535, 32768 * exp(z) + 0.5);
        }
    }
}

// The same moments as peers/scorelet.py prints for the other programs.
static void print_list(const char *name, const double *values, int size) {
    printf("\"%s\": [", name);
    for (int k = 0; k < size; k++) printf("%s%.9g", k ? ", " : "", values[k]);
    printf("], ");
}

static void check_moments(void) {
    double size[GROUPS] = {0}, done[GROUPS * ACTIVITIES] = {0}, mean[GROUPS] = {0}, spread[GROUPS] = {0};
    double shares[BANDS] = {0}, earns = 0;
    for (int k = 0; k < CHECKED; k++) {
        run(1);
        for (int64_t i = 0; i < people; i++)
            for (int a = 0; a < ACTIVITIES; a++) done[group[i] * ACTIVITIES + a] += (acts[i] >> a) & 1;
    }
    for (int64_t i = 0; i < people; i++) {
        double score = points[i] < 0 ? 0 : points[i] > HIGHEST ? HIGHEST : points[i];
        size[group[i]]++, mean[group[i]] += score, spread[group[i]] += score * score;
        shares[band[i]] += 1.0 / (double)people, earns += income[i] / (double)USUAL_INCOME / (double)people;
    }
    for (int g = 0; g < GROUPS; g++) {
        mean[g] /= size[g], spread[g] = sqrt(spread[g] / size[g] - mean[g] * mean[g]);
        for (int a = 0; a < ACTIVITIES; a++) done[g * ACTIVITIES + a] /= size[g] * CHECKED;
    }
    printf("\"moments\": {");
    print_list("people", size, GROUPS), print_list("acts", done, GROUPS * ACTIVITIES);
    print_list("score_mean", mean, GROUPS), print_list("score_sd", spread, GROUPS), print_list("bands", shares, BANDS);
    printf("\"income\": %.9g}, ", earns);
}

int main(int count, char **values) {
    if (count != 5) return fprintf(stderr, "usage: scorelet_avx2 PEOPLE THREADS TICKS ROUNDS\n"), 2;
    people = (atoll(values[1]) + 63) & ~63ll, threads = atoi(values[2]);
    if (people < 64 || threads < 1 || threads > MOST_THREADS) return fprintf(stderr, "PEOPLE or THREADS out of range\n"), 2;
    pthread_barrier_init(&meeting, 0, (unsigned)threads);
    make_people();
    printf("{\"people\": %lld, ", (long long)people);
    check_moments();
    double best = INFINITY;
    for (int r = 0; r < atoi(values[4]); r++) best = fmin(best, run(atoi(values[3])));
    printf("\"million_person_ticks_a_second\": %.4g}\n", 1e-6 * (double)people * atof(values[3]) / best);
    return 0;
}
