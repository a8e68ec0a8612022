-- What 0022 and 0025 add: a claimed wish with all that hangs on it, a registered unit and its member.
INSERT INTO claim_companions (id, claim_id, person_id, joined_at, left_at) VALUES
  ('01a22500-0000-7000-8000-000000000003', '01a22500-0000-7000-8000-000000000002', '01a22500-0000-7000-8000-0000000000a3', '2026-11-22 02:00:00+00:00', NULL);
INSERT INTO claims (id, wish_id, person_id, unit_id, unit_name, plan, promised_on, claimed_at, extension_until, extension_reason, extension_times, ended_at, outcome) VALUES
  ('01a22500-0000-7000-8000-000000000002', '01a22500-0000-7000-8000-000000000001', '01a22500-0000-7000-8000-0000000000a2', '01a22500-0000-7000-8000-0000000000b1', '历下城建集团', '周六上午开车去接', '2026-11-30', '2026-11-22 01:00:00+00:00', NULL, NULL, 0, NULL, NULL);
INSERT INTO contact_looks (id, wish_id, claim_id, person_id, at) VALUES
  ('01a22500-0000-7000-8000-000000000004', '01a22500-0000-7000-8000-000000000001', '01a22500-0000-7000-8000-000000000002', '01a22500-0000-7000-8000-0000000000a2', '2026-11-22 03:00:00+00:00');
INSERT INTO registration_steps (id, registration_id, step, by_person_id, at) VALUES
  ('01a22500-0000-7000-8000-000000000005', '01a22500-0000-7000-8000-000000000007', 'verify', '01a22500-0000-7000-8000-0000000000a4', '2026-11-20 01:00:00+00:00');
INSERT INTO registrations (id, unit_id, person_id, code, starts_on, ends_on, verified_by, verified_at, asked, created_at) VALUES
  ('01a22500-0000-7000-8000-000000000006', '01a22500-0000-7000-8000-0000000000b1', NULL, '370102013006', '2026-11-01', NULL, '01a22500-0000-7000-8000-0000000000a4', '2026-11-01 01:00:00+00:00', 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa', '2026-11-01 01:00:00+00:00'),
  ('01a22500-0000-7000-8000-000000000007', '01a22500-0000-7000-8000-0000000000b1', '01a22500-0000-7000-8000-0000000000a2', '370102013007', '2026-11-20', NULL, '01a22500-0000-7000-8000-0000000000a4', '2026-11-20 01:00:00+00:00', 'bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb', '2026-11-20 01:00:00+00:00');
INSERT INTO wish_entries (id, wish_id, seq, step, status, by_person_id, by_post_id, to_person_id, claim_id, words, points, photos, made_at, at, content_hash) VALUES
  ('01a22500-0000-7000-8000-000000000001', '01a22500-0000-7000-8000-000000000001', 1, 'post', 'to_review', '01a22500-0000-7000-8000-0000000000a1', NULL, NULL, NULL, '', NULL, '[]', '2026-11-20 01:00:00+00:00', '2026-11-20 01:00:00+00:00', 'cccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccc'),
  ('01a22500-0000-7000-8000-000000000008', '01a22500-0000-7000-8000-000000000001', 2, 'publish', 'published', '01a22500-0000-7000-8000-0000000000a5', NULL, NULL, NULL, '', NULL, '[]', '2026-11-21 01:00:00+00:00', '2026-11-21 01:00:00+00:00', 'cccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccc'),
  ('01a22500-0000-7000-8000-000000000009', '01a22500-0000-7000-8000-000000000001', 3, 'give_points', 'published', '01a22500-0000-7000-8000-0000000000a6', NULL, NULL, NULL, '', 3, '[]', '2026-11-21 01:00:00+00:00', '2026-11-21 01:00:00+00:00', 'cccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccc'),
  ('01a22500-0000-7000-8000-000000000002', '01a22500-0000-7000-8000-000000000001', 4, 'claim', 'claimed', '01a22500-0000-7000-8000-0000000000a2', NULL, NULL, '01a22500-0000-7000-8000-000000000002', '', NULL, '[]', '2026-11-22 01:00:00+00:00', '2026-11-22 01:00:00+00:00', 'cccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccc');
INSERT INTO wish_gifts (id, wish_id, person_id, points, at) VALUES
  ('01a22500-0000-7000-8000-000000000009', '01a22500-0000-7000-8000-000000000001', '01a22500-0000-7000-8000-0000000000a6', 3, '2026-11-21 01:00:00+00:00');
INSERT INTO wish_terms (id, term, wish_id) VALUES
  (1, '医院', '01a22500-0000-7000-8000-000000000001');
INSERT INTO wish_totals (id, published, claimed, fulfilled) VALUES
  ('370102013006', 1, 1, 0);
INSERT INTO wishes (id, code, community_name, street_name, lon, lat, status, kind, who, words, amount_yuan, wanted_by, deadline, flags, points, given, on_behalf, wisher_id, poster_id, original_words, name, phone, address, household, open_household, consent_how, consent_at, thumb, photo_count, public, posted_at, listed_at, updated_at, published_at, first_claimed_at, claim_id, promised_on, limit_start, due_at, stale_at, reminded_at, lapse_at, reported_at, noticed_at, confirm_at, fulfilled_at, took_tenths, thanks, version) VALUES
  ('01a22500-0000-7000-8000-000000000001', '370102013006', '盛福明城社区', '智远街道', 117.1025, 36.6625, 'claimed', 'service', 'old_person', '想请人陪着去医院复查一次', NULL, '2026-12-05', '2026-12-05', '["very_old"]', 4, 3, TRUE, NULL, '01a22500-0000-7000-8000-0000000000a1', '郑奶奶想请人陪着去医院复查一次', '郑桂香', '+8613911112222', '7号楼1单元102室', '370102013006:7-1-102', '370102013006:7-1-102', 'spoken', '2026-11-20 01:00:00+00:00', NULL, 0, TRUE, '2026-11-20 01:00:00+00:00', '2026-11-21 01:00:00+00:00', '2026-11-22 01:00:00+00:00', '2026-11-21 01:00:00+00:00', '2026-11-22 01:00:00+00:00', '01a22500-0000-7000-8000-000000000002', '2026-11-30', '2026-11-22 01:00:00+00:00', '2026-11-30 16:00:00+00:00', '2026-11-28 16:00:00+00:00', NULL, '2026-12-03 16:00:00+00:00', NULL, NULL, NULL, NULL, NULL, NULL, 4);
-- What 0021 and 0024 add: a branch with a good, a redemption of each kind, a gift, a settlement, an activity.
INSERT INTO branches (id, name, code, street_name, place, hours, open, bad_connection, version, asked, created_at) VALUES
  ('01a22400-0000-7000-8000-000000000001', '明城公益小铺', '370102013', '智远街道', '便民服务中心一楼', '周一至周五 9:00-17:00', TRUE, FALSE, 1, 'a1', '2026-11-20 01:00:00+00:00');
INSERT INTO goods (id, branch_id, kind, name, words, points, stock, per_month, withdrawn, version, asked, created_at) VALUES
  ('01a22400-0000-7000-8000-000000000002', '01a22400-0000-7000-8000-000000000001', 'service', '理发一次', '每周三上午', 5, 8, 2, FALSE, 3, 'a2', '2026-11-20 01:05:00+00:00'),
  ('01a22400-0000-7000-8000-000000000003', '01a22400-0000-7000-8000-000000000001', 'goods', '洗衣液', '', 8, NULL, NULL, TRUE, 1, 'a3', '2026-11-20 01:06:00+00:00');
INSERT INTO redemptions (id, branch_id, good_id, good_name, quantity, points, person_id, status, voucher, code, held_at, expires_at, lapses_at, redeemed_at, ended_at, keeper_id, undone_by_id, reason, hold_id, transfer_id, reversal_id, asked) VALUES
  ('01a22400-0000-7000-8000-000000000011', '01a22400-0000-7000-8000-000000000001', '01a22400-0000-7000-8000-000000000002', '理发一次', 1, 5, '01a22400-0000-7000-8000-0000000000aa', 'waiting', TRUE, '12345678', '2026-11-21 01:00:00+00:00', '2026-11-28 01:00:00+00:00', '2026-12-01 01:00:00+00:00', NULL, NULL, NULL, NULL, '', '01a22400-0000-7000-8000-000000000011', NULL, NULL, 'b1'),
  ('01a22400-0000-7000-8000-000000000012', '01a22400-0000-7000-8000-000000000001', '01a22400-0000-7000-8000-000000000002', '理发一次', 1, 5, '01a22400-0000-7000-8000-0000000000aa', 'redeemed', FALSE, '22345678', '2026-11-21 01:00:00+00:00', '2026-11-21 01:10:00+00:00', '2026-11-21 01:10:00+00:00', '2026-11-21 01:05:00+00:00', NULL, '01a22400-0000-7000-8000-0000000000bb', NULL, '', '01a22400-0000-7000-8000-000000000012', '01a22400-0000-7000-8000-000000000021', NULL, 'b2'),
  ('01a22400-0000-7000-8000-000000000013', '01a22400-0000-7000-8000-000000000001', '01a22400-0000-7000-8000-000000000002', '理发一次', 1, 5, '01a22400-0000-7000-8000-0000000000aa', 'undone', FALSE, '32345678', '2026-11-21 01:00:00+00:00', '2026-11-21 01:10:00+00:00', '2026-11-21 01:10:00+00:00', '2026-11-21 01:05:00+00:00', '2026-11-21 01:06:00+00:00', '01a22400-0000-7000-8000-0000000000bb', '01a22400-0000-7000-8000-0000000000bb', '东西坏了', '01a22400-0000-7000-8000-000000000013', '01a22400-0000-7000-8000-000000000022', '01a22400-0000-7000-8000-000000000023', 'b3'),
  ('01a22400-0000-7000-8000-000000000014', '01a22400-0000-7000-8000-000000000001', '01a22400-0000-7000-8000-000000000002', '理发一次', 1, 5, '01a22400-0000-7000-8000-0000000000aa', 'lapsed', FALSE, '42345678', '2026-11-21 01:00:00+00:00', '2026-11-21 01:10:00+00:00', '2026-11-21 01:10:00+00:00', NULL, '2026-11-21 01:11:00+00:00', NULL, NULL, '', '01a22400-0000-7000-8000-000000000014', NULL, NULL, 'b4');
INSERT INTO gifts (id, giver_id, receiver, points, words, transfer_id, returned_at, asked, at) VALUES
  ('01a22400-0000-7000-8000-000000000031', '01a22400-0000-7000-8000-0000000000aa', 'person:01a22400-0000-7000-8000-0000000000bb', 3, '谢谢帮忙', '01a22400-0000-7000-8000-000000000031', NULL, 'c1', '2026-11-21 02:00:00+00:00'),
  ('01a22400-0000-7000-8000-000000000032', '01a22400-0000-7000-8000-0000000000aa', 'wish:01a22400-0000-7000-8000-0000000000cc', 4, '', '01a22400-0000-7000-8000-000000000032', '2026-11-22 02:00:00+00:00', 'c2', '2026-11-21 02:10:00+00:00');
INSERT INTO settlements (id, street_a, street_b, period, ends_at, owed_by_a, owed_by_b, proposed_by_id, confirmed_a_id, confirmed_b_id, transfer_id, booked_at, asked, created_at) VALUES
  ('01a22400-0000-7000-8000-000000000041', '370102001', '370102013', '2026-09', '2026-09-30 16:00:00+00:00', 15, 5, '01a22400-0000-7000-8000-0000000000aa', '01a22400-0000-7000-8000-0000000000aa', '01a22400-0000-7000-8000-0000000000bb', '01a22400-0000-7000-8000-000000000041', '2026-10-02 01:00:00+00:00', 'd1', '2026-10-01 01:00:00+00:00'),
  ('01a22400-0000-7000-8000-000000000042', '370102001', '370102013', '2026-10', '2026-10-31 16:00:00+00:00', 2, 0, '01a22400-0000-7000-8000-0000000000aa', NULL, NULL, NULL, NULL, 'd2', '2026-11-01 01:00:00+00:00');
INSERT INTO bank_requests (id, thing_id, content_hash, at) VALUES
  ('01a22400-0000-7000-8000-000000000051', '01a22400-0000-7000-8000-000000000012', 'e1', '2026-11-21 01:05:00+00:00');
INSERT INTO activities (id, code, community_name, title, words, place, starts_at, ends_at, hours, capacity, status, joined, organiser_id, version, asked, created_at, updated_at) VALUES
  ('01a22400-0000-7000-8000-000000000061', '370102013006', '盛福明城社区', '清理楼道杂物', '请带手套', '明城东门', '2026-11-22 01:00:00+00:00', '2026-11-22 04:00:00+00:00', 3, 20, 'signed_off', 1, '01a22400-0000-7000-8000-0000000000bb', 4, 'f1', '2026-11-20 01:00:00+00:00', '2026-11-22 05:00:00+00:00');
INSERT INTO activity_participants (id, activity_id, person_id, joined_at, hours, earned) VALUES
  (1, '01a22400-0000-7000-8000-000000000061', '01a22400-0000-7000-8000-0000000000aa', '2026-11-21 01:00:00+00:00', 3, 3);
INSERT INTO activity_entries (id, activity_id, seq, step, by_person_id, words, content_hash, at) VALUES
  ('01a22400-0000-7000-8000-000000000071', '01a22400-0000-7000-8000-000000000061', 2, 'join', '01a22400-0000-7000-8000-0000000000aa', '', 'g1', '2026-11-21 01:00:00+00:00');
-- What 0007, 0020 and 0023 add: a call's plea; ten points earned, six of them spent in another street.
INSERT INTO points_accounts (id, kind, unit, owner, posted, pending, version, closed_at) VALUES
  ('64aa0c52-f1a0-55fa-8acd-5495c41779b6', 'issuer', 'points', '370102001', -10, 0, 1, NULL),
  ('f61d204f-ce0e-5f33-b316-84afdc5452e2', 'holder', 'points', 'person:01a22420-0000-7000-8000-0000000000aa', 4, 0, 3, NULL),
  ('31ac4bd7-e8e6-565d-bc9e-d3fc9c75446e', 'clearing', 'points', '370102001:370102013', -6, 0, 1, NULL),
  ('37e93829-3b75-5967-b187-dffde76ee879', 'branch', 'points', 'branch:01a22420-0000-7000-8000-0000000000bb', 6, 0, 1, NULL),
  ('3ec80a06-fedc-5f9e-8e89-36f11a5a7a9e', 'clearing', 'points', '370102013:370102001', 6, 0, 1, NULL);
INSERT INTO points_transfers (id, seq, kind, amount, at, actor_id, holder, other, street, cause, cause_id, rule_id, about, hold_id, reverses_id, reason, expires_at, asked, hash) VALUES
  ('01a22420-0000-7000-8000-000000000001', 1, 'earn', 10, '2026-11-21 01:00:00+00:00', NULL, 'holder/points/person:01a22420-0000-7000-8000-0000000000aa', NULL, '370102001', 'wish_service', '01a22420-0000-7000-8000-0000000000cc', '01a22420-0000-7000-8000-0000000000d1', NULL, NULL, NULL, NULL, NULL, '7c24927186fcd5992316b25e3c7226ca0be62eabf9b5cf777e1495b63de804fe', '398462d3d6672d540bcac3185de9b2ed9bb7264175d44a85dc6f5583d97111fb'),
  ('01a22420-0000-7000-8000-000000000002', 2, 'hold', 6, '2026-11-21 01:01:00+00:00', '01a22420-0000-7000-8000-0000000000aa', 'holder/points/person:01a22420-0000-7000-8000-0000000000aa', 'branch/points/branch:01a22420-0000-7000-8000-0000000000bb', '370102013', NULL, NULL, NULL, '01a22420-0000-7000-8000-000000000002', NULL, NULL, NULL, '2026-11-21 01:10:00+00:00', '9cb58e47b40938b45ae8aeab88379ea7e51b0010845e2217598b143a83cd470c', '63802a412f34ed7cf3505c888e0d658bec161c4d0864377dcaea636e4964651e'),
  ('01a22420-0000-7000-8000-000000000003', 3, 'redeem', 6, '2026-11-21 01:02:00+00:00', '01a22420-0000-7000-8000-0000000000ee', 'holder/points/person:01a22420-0000-7000-8000-0000000000aa', 'branch/points/branch:01a22420-0000-7000-8000-0000000000bb', '370102013', NULL, NULL, NULL, '01a22420-0000-7000-8000-000000000002', '01a22420-0000-7000-8000-000000000002', NULL, NULL, NULL, '2b937960c11f025d5de4118adc96a94a9c64f0260c84ba5ccafc5936d098787c', '1724d7e4816fedd144e2703025c866d4863a873aae2d57b9a5bfa546a3b2be0a');
INSERT INTO points_entries (id, transfer_id, account_id, account_seq, amount, pending, balance_before, balance_after, pending_before, pending_after, at) VALUES
  ('a0b025e0-8d3f-5d39-8b3f-ebf31d69e1f5', '01a22420-0000-7000-8000-000000000001', '64aa0c52-f1a0-55fa-8acd-5495c41779b6', 1, -10, 0, 0, -10, 0, 0, '2026-11-21 01:00:00+00:00'),
  ('e74164b4-36eb-5861-8522-3ff1fa3f752b', '01a22420-0000-7000-8000-000000000001', 'f61d204f-ce0e-5f33-b316-84afdc5452e2', 1, 10, 0, 0, 10, 0, 0, '2026-11-21 01:00:00+00:00'),
  ('0f75c2ba-b8d5-581d-bd21-256b10d3fd62', '01a22420-0000-7000-8000-000000000002', 'f61d204f-ce0e-5f33-b316-84afdc5452e2', 2, 0, 6, 10, 10, 0, 6, '2026-11-21 01:01:00+00:00'),
  ('8e6d29c5-022c-56b5-9ee7-f58088806028', '01a22420-0000-7000-8000-000000000003', 'f61d204f-ce0e-5f33-b316-84afdc5452e2', 3, -6, -6, 10, 4, 6, 0, '2026-11-21 01:02:00+00:00'),
  ('6282a421-61a5-586a-bf6e-9d022e46e7dc', '01a22420-0000-7000-8000-000000000003', '37e93829-3b75-5967-b187-dffde76ee879', 1, 6, 0, 0, 6, 0, 0, '2026-11-21 01:02:00+00:00'),
  ('a113dc62-7fb8-5c54-909c-5f57433e4b01', '01a22420-0000-7000-8000-000000000003', '31ac4bd7-e8e6-565d-bc9e-d3fc9c75446e', 1, -6, 0, 0, -6, 0, 0, '2026-11-21 01:02:00+00:00'),
  ('581b3513-c20f-5631-8362-7cad700aba5b', '01a22420-0000-7000-8000-000000000003', '3ec80a06-fedc-5f9e-8e89-36f11a5a7a9e', 1, 6, 0, 0, 6, 0, 0, '2026-11-21 01:02:00+00:00');
INSERT INTO points_lots (id, account_id, transfer_id, street, expires_on, remaining, held) VALUES
  ('01a22420-0000-7000-8000-000000000001', 'f61d204f-ce0e-5f33-b316-84afdc5452e2', '01a22420-0000-7000-8000-000000000001', '370102001', '2028-12-31', 4, 0);
INSERT INTO points_lot_moves (id, transfer_id, lot_id, amount, held) VALUES
  ('9e969848-7912-51bf-86f4-40c2f0749771', '01a22420-0000-7000-8000-000000000001', '01a22420-0000-7000-8000-000000000001', 10, 0),
  ('1c82a660-1a73-56af-9246-38866a6472d9', '01a22420-0000-7000-8000-000000000002', '01a22420-0000-7000-8000-000000000001', 0, 6),
  ('8048d159-857b-5587-b9d0-01b02b267a14', '01a22420-0000-7000-8000-000000000003', '01a22420-0000-7000-8000-000000000001', -6, -6);
INSERT INTO points_head (id, seq, hash) VALUES
  (1, 3, '1724d7e4816fedd144e2703025c866d4863a873aae2d57b9a5bfa546a3b2be0a');
INSERT INTO earning_rules (id, code, cause, version, points, per_day, per_month, per_cause, per_pair_month, days_valid, starts_on, ends_on, set_by_id, at, asked) VALUES
  ('01a22420-0000-7000-8000-0000000000d1', '370102', 'wish_service', 1, 10, NULL, 40, NULL, 20, 730, '2026-01-01', NULL, '01a22420-0000-7000-8000-0000000000ee', '2026-01-01 01:00:00+00:00', 'h1');
INSERT INTO earnings (id, code, rule_id, cause, cause_id, account_id, from_person_id, amount, hours, at) VALUES
  ('01a22420-0000-7000-8000-000000000001', '370102', '01a22420-0000-7000-8000-0000000000d1', 'wish_service', '01a22420-0000-7000-8000-0000000000cc', 'f61d204f-ce0e-5f33-b316-84afdc5452e2', NULL, 10, 1, '2026-11-21 01:00:00+00:00');
INSERT INTO points_adjustments (id, account_id, street, unit_id, amount, "add", reason, proposed_by_id, proposed_at, decided_by_id, decided_at, granted, words, asked, decision_id, decision_asked) VALUES
  ('01a22420-0000-7000-8000-0000000000f1', 'f61d204f-ce0e-5f33-b316-84afdc5452e2', '370102001', NULL, 5, TRUE, '少记一小时', '01a22420-0000-7000-8000-0000000000ee', '2026-11-22 01:00:00+00:00', NULL, NULL, NULL, '', 'h2', NULL, NULL);
INSERT INTO points_notices (id, at) VALUES ('01a22420-0000-7000-8000-000000000001', '2026-11-22 01:00:00+00:00');
INSERT INTO erasures (id, person_id, by_person_id, reason, at) VALUES
  ('01a22420-0000-7000-8000-0000000000f2', '01a22420-0000-7000-8000-0000000000f3', '01a22420-0000-7000-8000-0000000000ee', '本人要求', '2026-11-22 01:00:00+00:00');
INSERT INTO call_pleas (id, call_id, assignment_id, segment_id, kind, wished_at, place, lon, lat, words, by_person_id, by_post_id, asked_at, open, answer, answer_words, answered_by_id, answered_at) VALUES
  ('01a22420-0000-7000-8000-0000000000f4', '01a22420-0000-7000-8000-0000000000f5', NULL, '01a22420-0000-7000-8000-0000000000f6', 'extension', '2026-11-24 01:00:00+00:00', '', NULL, NULL, '还差一家反馈', '01a22420-0000-7000-8000-0000000000ee', '01a22420-0000-7000-8000-0000000000f7', '2026-11-22 01:00:00+00:00', TRUE, NULL, '', NULL, NULL);
