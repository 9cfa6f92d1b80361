using System.Net;
using Contracts.FacultyCertification;
using CsCheck;
using Enrollment.Rules;
using static Enrollment.Tests.EnrollmentApp;
using Testing;
using VocationalPlatform.Client.Enrollment;
using Xunit;
using Period = Kernel.Period;

namespace Enrollment.Tests;

/// <summary>Who leads a module for a cohort: a certified teacher, flagged from the day without a certificate (D20, flow 5).</summary>
public sealed class ModuleLeadTests
{
    private static readonly DateTimeOffset At = DateTimeOffset.UnixEpoch;
    private static readonly DateOnly End = Day.AddYears(1);

    [Theory, Engines]
    public async Task D20_a_certified_teacher_leads_a_module_for_a_cohort(Engine engine)
    {
        await using var enrollment = await EnrollmentApp.StartAsync(engine);
        var (steps, programme, certificate) = await PublishedAsync(enrollment);

        var lead = await NameAsync(steps, programme, certificate.TeacherId);

        Assert.Equal((steps.Module.Id, Ncut, 2026, null), (lead.ModuleId, lead.Institution, lead.Cohort, lead.Flag));
        Assert.Equal(lead.AsJson(), (await enrollment.By(Bpc).GetModuleLeadAsync(lead.Id)).AsJson());
        Assert.Equal([lead.Id], (await enrollment.By(Bpc).ListModuleLeadsAsync(programme: programme.Id)).Items.Select(one => one.Id));
        Assert.Empty((await enrollment.By(ShougangIt).ListModuleLeadsAsync()).Items);
        await enrollment.By(ShougangIt).GetModuleLeadAsync(lead.Id).ShouldBeProblemAsync("not-found", HttpStatusCode.NotFound);
    }

    [Theory, Engines]
    public async Task D20_a_teacher_without_a_certificate_on_the_first_day_is_refused(Engine engine)
    {
        await using var enrollment = await EnrollmentApp.StartAsync(engine);
        var (steps, programme, certificate) = await PublishedAsync(enrollment, Certificate(from: Day.AddDays(5)));

        await NameAsync(steps, programme, Guid.NewGuid()).ShouldBeProblemAsync("not-yet-known", HttpStatusCode.Conflict);
        var problem = await NameAsync(steps, programme, certificate.TeacherId)
            .ShouldBeProblemAsync("lead-not-certified", HttpStatusCode.UnprocessableEntity);

        Assert.Equal(("D20", "certificate-not-in-force"), (problem.Rule, problem.Fact("reason").GetString()));
        await NameAsync(steps, programme, certificate.TeacherId, from: problem.Change("startsOn").Day());
    }

    [Theory, Engines]
    public async Task D20_the_days_to_come_of_a_teacher_whose_certificate_ended_are_flagged_and_past_ones_are_not(Engine engine)
    {
        await using var enrollment = await EnrollmentApp.StartAsync(engine);
        var (steps, programme, certificate) = await PublishedAsync(enrollment);
        var past = await NameAsync(steps, programme, certificate.TeacherId, Day.AddYears(-1), Day.AddDays(-1));
        var running = await NameAsync(steps, programme, certificate.TeacherId, Day, End);
        var later = await NameAsync(steps, programme, certificate.TeacherId, End.AddDays(1), End.AddYears(1));

        await enrollment.App.DeliverAsync(Revoked(certificate, Day));

        Assert.Equal(
            [(past.Id, null), (running.Id, "certificate-not-in-force"), (later.Id, "certificate-not-in-force")],
            (await enrollment.By(Ncut).ListModuleLeadsAsync(teacher: certificate.TeacherId)).Items.Select(lead => (lead.Id, lead.Flag)));
    }

    [Theory, Engines]
    public async Task D20_an_expired_certificate_flags_from_the_day_after_its_last_one(Engine engine)
    {
        await using var enrollment = await EnrollmentApp.StartAsync(engine);
        var (steps, programme, certificate) = await PublishedAsync(enrollment, Certificate(until: Day.AddDays(10)));
        var lead = await NameAsync(steps, programme, certificate.TeacherId);

        enrollment.App.Today.MoveTo(Day.AddDays(10));
        Assert.Null((await enrollment.By(Ncut).GetModuleLeadAsync(lead.Id)).Flag);
        enrollment.App.Today.MoveTo(Day.AddDays(11));
        Assert.Equal("certificate-not-in-force", (await enrollment.By(Ncut).GetModuleLeadAsync(lead.Id)).Flag);
        await enrollment.App.DeliverAsync(Certified(Certificate(certificate.TeacherId, from: Day.AddDays(11))));
        Assert.Null((await enrollment.By(Ncut).GetModuleLeadAsync(lead.Id)).Flag);
    }

    [Theory, Engines]
    public async Task D45_a_departed_teacher_is_flagged_and_not_named_again(Engine engine)
    {
        await using var enrollment = await EnrollmentApp.StartAsync(engine);
        var (steps, programme, certificate) = await PublishedAsync(enrollment);
        var lead = await NameAsync(steps, programme, certificate.TeacherId);

        await enrollment.App.DeliverAsync(Departed(certificate.TeacherId, Day.AddDays(-1), version: 2));

        Assert.Equal("teacher-departed", (await enrollment.By(Ncut).GetModuleLeadAsync(lead.Id)).Flag);
        var problem = await NameAsync(steps, programme, certificate.TeacherId, End.AddDays(1), End.AddYears(1))
            .ShouldBeProblemAsync("lead-not-certified", HttpStatusCode.UnprocessableEntity);
        Assert.Equal("teacher-departed", problem.Fact("reason").GetString());
    }

    [Theory, Engines]
    public async Task D43_departure_taken_back_lifts_the_flag(Engine engine)
    {
        await using var enrollment = await EnrollmentApp.StartAsync(engine);
        var (steps, programme, certificate) = await PublishedAsync(enrollment);
        var lead = await NameAsync(steps, programme, certificate.TeacherId);
        var departed = Teacher(certificate.TeacherId, 2, (Ncut, Day.AddDays(-1)));
        await enrollment.App.DeliverAsync(new TeacherDepartedV1 { OccurredAt = At, Teacher = departed });
        Assert.Equal("teacher-departed", (await enrollment.By(Ncut).GetModuleLeadAsync(lead.Id)).Flag);

        await enrollment.App.DeliverAsync(
            new TeacherAmendedV1 { OccurredAt = At, Teacher = Teacher(certificate.TeacherId, 3, (Ncut, null)) });
        await enrollment.App.DeliverAsync(new TeacherDepartedV1 { OccurredAt = At, Teacher = departed });

        Assert.Null((await enrollment.By(Ncut).GetModuleLeadAsync(lead.Id)).Flag);
    }

    [Theory, Engines]
    public async Task D45_teacher_who_came_back_has_not_departed(Engine engine)
    {
        await using var enrollment = await EnrollmentApp.StartAsync(engine);
        var (steps, programme, certificate) = await PublishedAsync(enrollment);
        var lead = await NameAsync(steps, programme, certificate.TeacherId);
        var (left, again) = (Day.AddYears(-1), Day.AddDays(2));

        await enrollment.App.DeliverAsync(new TeacherEmployedV1
        {
            OccurredAt = At,
            Teacher = Teacher(certificate.TeacherId, 3, (Ncut, left), (Ncut, null)),
        });
        Assert.Null((await enrollment.By(Ncut).GetModuleLeadAsync(lead.Id)).Flag);

        await enrollment.App.DeliverAsync(new TeacherDepartedV1
        {
            OccurredAt = At,
            Teacher = Teacher(certificate.TeacherId, 4, (Ncut, left), (Ncut, again)),
        });
        Assert.Null((await enrollment.By(Ncut).GetModuleLeadAsync(lead.Id)).Flag);
        enrollment.App.Today.MoveTo(again.AddDays(1));
        Assert.Equal("teacher-departed", (await enrollment.By(Ncut).GetModuleLeadAsync(lead.Id)).Flag);
    }

    [Theory, Engines]
    public async Task D45_departure_from_another_institution_flags_nothing_here(Engine engine)
    {
        await using var enrollment = await EnrollmentApp.StartAsync(engine);
        var (steps, programme, certificate) = await PublishedAsync(enrollment);
        var lead = await NameAsync(steps, programme, certificate.TeacherId);

        await enrollment.App.DeliverAsync(new TeacherDepartedV1
        {
            OccurredAt = At,
            Teacher = Teacher(certificate.TeacherId, 2, (Ncut, null), (Bpc, Day.AddDays(-1))),
        });

        Assert.Null((await enrollment.By(Ncut).GetModuleLeadAsync(lead.Id)).Flag);
    }

    [Theory, Engines]
    public async Task Flow_5_any_order_and_repetition_of_the_news_of_a_teacher_flags_alike(Engine engine)
    {
        await using var enrollment = await EnrollmentApp.StartAsync(engine);
        var (steps, programme, _) = await PublishedAsync(enrollment, inForceFrom: new(2000, 1, 1));
        var samples = 0;

        await Gen.Shuffle(Enumerable.Repeat(Enumerable.Range(0, 4), 2).SelectMany(each => each).ToArray()).SampleAsync(
            async order =>
            {
                var certificate = Certificate();
                await enrollment.App.DeliverAsync(Certified(certificate));
                var lead = await NameAsync(steps, programme, certificate.TeacherId, cohort: 2000 + samples++);
                object[] news =
                [
                    Certified(certificate), Revoked(certificate, Day.AddDays(2)), Departed(certificate.TeacherId, Day.AddDays(1), 2),
                    Departed(certificate.TeacherId, Day.AddDays(4), 3),
                ];

                foreach (var place in order) await enrollment.App.DeliverAsync(news[place]);

                var flags = new List<string?>();
                for (var day = 0; day < 6; day++)
                {
                    enrollment.App.Today.MoveTo(Day.AddDays(day));
                    flags.Add((await enrollment.By(Ncut).GetModuleLeadAsync(lead.Id)).Flag);
                }
                enrollment.App.Today.MoveTo(Day);
                const string Ended = "certificate-not-in-force";
                Assert.Equal([null, null, Ended, Ended, Ended, "teacher-departed"], flags);
            },
            iter: 15, threads: 1);
    }

    [Theory, Engines]
    public async Task Flow_5_each_news_of_a_certificate_is_kept_also_if_it_comes_first(Engine engine)
    {
        const string Ended = "certificate-not-in-force";
        await using var enrollment = await EnrollmentApp.StartAsync(engine);
        var (steps, programme, _) = await PublishedAsync(enrollment, inForceFrom: new(2000, 1, 1));
        CertificateSuspensionV1 lasting = new() { From = Day.AddDays(-2) };
        (Func<CertificateV1, object> News, CertificateV1 Told, string? Reason)[] all =
        [
            (Certified, Certificate(), null),
            (told => new CertificateRevokedV1 { OccurredAt = At, Certificate = told }, Told("revoked") with { RevokedOn = Day }, Ended),
            (told => new CertificateExpiredV1 { OccurredAt = At, Certificate = told },
                Told("expired") with { ValidUntil = Day.AddDays(-1) }, Ended),
            (told => new TeacherRenewedV1 { OccurredAt = At, Certificate = told }, Told("superseded") with { SupersededOn = Day }, Ended),
            (told => new TeacherSuspendedV1 { OccurredAt = At, Certificate = told },
                Told("suspended") with { Suspensions = [lasting] }, "certificate-suspended"),
            (told => new TeacherReinstatedV1 { OccurredAt = At, Certificate = told },
                Told("certified") with { Suspensions = [lasting with { Until = Day.AddDays(-1) }] }, null),
            (told => new CertificateCorrectedV1 { OccurredAt = At, Certificate = told }, Told("certified"), null),
        ];

        foreach (var (index, (news, told, reason)) in all.Index())
        {
            await enrollment.App.DeliverAsync(news(told));
            var named = await NameAsync(steps, programme, told.TeacherId, cohort: 2000 + index).OutcomeAsync();
            Assert.Equal(reason, named.Refused?.Result.Fact("reason").GetString());
        }

        static CertificateV1 Told(string state) => Certificate() with { State = state, Version = 2 };
    }

    [Theory, Engines]
    public async Task D20_a_suspended_lead_is_flagged_until_reinstatement_in_any_order_of_the_news(Engine engine)
    {
        await using var enrollment = await EnrollmentApp.StartAsync(engine);
        var (steps, programme, _) = await PublishedAsync(enrollment, inForceFrom: new(2000, 1, 1));
        CertificateSuspensionV1 lasting = new() { From = Day.AddDays(1) };
        var ended = lasting with { Until = Day.AddDays(2) };
        var samples = 0;

        await Gen.Shuffle(Enumerable.Repeat(Enumerable.Range(0, 4), 2).SelectMany(each => each).ToArray()).SampleAsync(
            async order =>
            {
                var certificate = Certificate() with { Suspensions = [] };
                await enrollment.App.DeliverAsync(Certified(certificate));
                var lead = await NameAsync(steps, programme, certificate.TeacherId, cohort: 2000 + samples++);
                object[] news =
                [
                    Certified(certificate),
                    new TeacherSuspendedV1 { OccurredAt = DateTimeOffset.UtcNow, Certificate = At(2, "suspended", lasting) },
                    new TeacherReinstatedV1 { OccurredAt = DateTimeOffset.UtcNow, Certificate = At(3, "certified", ended) },
                    new TeacherSuspendedV1
                    {
                        OccurredAt = DateTimeOffset.UtcNow,
                        Certificate = At(4, "suspended", ended, new() { From = Day.AddDays(5) }),
                    },
                ];
                CertificateV1 At(int version, string state, params CertificateSuspensionV1[] suspensions) =>
                    certificate with { Version = version, State = state, Suspensions = suspensions };

                foreach (var place in order) await enrollment.App.DeliverAsync(news[place]);

                var flags = new List<string?>();
                for (var day = 0; day < 6; day++)
                {
                    enrollment.App.Today.MoveTo(Day.AddDays(day));
                    flags.Add((await enrollment.By(Ncut).GetModuleLeadAsync(lead.Id)).Flag);
                }
                enrollment.App.Today.MoveTo(Day);
                const string Flag = "certificate-suspended";
                Assert.Equal([null, Flag, Flag, null, null, Flag], flags);
            },
            iter: 12, threads: 1);
    }

    [Theory, Engines]
    public async Task D43_an_assignment_ends_early_or_as_a_mistake_and_another_teacher_leads(Engine engine)
    {
        await using var enrollment = await EnrollmentApp.StartAsync(engine);
        var (steps, programme, first) = await PublishedAsync(enrollment);
        var second = Certificate();
        await enrollment.App.DeliverAsync(Certified(second));
        var lead = await NameAsync(steps, programme, first.TeacherId);
        Task<ModuleLead> EndAsync(DateOnly on, string org = Ncut) =>
            enrollment.By(org).EndModuleLeadAsync(lead.Id, new() { On = on, Reason = "Another teacher." });

        var taken = await NameAsync(steps, programme, second.TeacherId).ShouldBeProblemAsync("lead-taken", HttpStatusCode.Conflict);
        await EndAsync(Day, Bpc).ShouldBeProblemAsync("forbidden", HttpStatusCode.Forbidden);
        var outside = await EndAsync(End.AddDays(1)).ShouldBeProblemAsync("no-day-of-the-lead", HttpStatusCode.UnprocessableEntity);

        Assert.Equal((Day, End), (outside.Fact("startsOn").Day(), outside.Fact("endsOn").Day()));
        Assert.Equal($"/enrollment/v1/module-leads/{lead.Id}/end", taken.Change("end").GetString());
        var ended = await EndAsync(Day);
        Assert.Equal((Day.AddDays(-1), "Another teacher.", 2), (ended.EndsOn, ended.EndReason, ended.Version));
        Assert.Equal(second.TeacherId, (await NameAsync(steps, programme, second.TeacherId)).TeacherId);
    }

    [Theory, Engines]
    public async Task D20_of_several_leads_named_at_once_for_the_same_days_one_is_kept(Engine engine)
    {
        await using var enrollment = await EnrollmentApp.StartAsync(engine);
        var (steps, programme, certificate) = await PublishedAsync(enrollment);

        var replies = await Task.WhenAll(Enumerable.Range(0, 6)
            .Select(_ => NameAsync(steps, programme, certificate.TeacherId).OutcomeAsync()));

        Assert.Single(replies, reply => reply.Passed);
    }

    [Theory, Engines]
    public async Task D20_an_institution_names_leads_of_its_own_modules_in_a_published_programme(Engine engine)
    {
        await using var enrollment = await EnrollmentApp.StartAsync(engine);
        var (steps, programme, _) = await PublishedAsync(enrollment);
        var ofBpc = Certificate(institution: Bpc);
        await enrollment.App.DeliverAsync(Certified(ofBpc));
        var draft = await steps.DraftAsync();
        NameModuleLeadRequest Request(Guid? module) =>
            new() { Cohort = 2026, TeacherId = ofBpc.TeacherId, StartsOn = Day, EndsOn = End, ModuleId = module };

        await enrollment.By(Bpc).NameModuleLeadAsync(programme.Id, Request(steps.Module.Id))
            .ShouldBeProblemAsync("forbidden", HttpStatusCode.Forbidden);
        await enrollment.By(Bpc).NameModuleLeadAsync(draft.Id, Request(null))
            .ShouldBeProblemAsync("programme-state", HttpStatusCode.Conflict);
        await enrollment.By(Bpc).NameModuleLeadAsync(programme.Id, Request(Guid.NewGuid()))
            .ShouldBeProblemAsync("module-not-in-programme", HttpStatusCode.UnprocessableEntity);
        await enrollment.By(Bpc).NameModuleLeadAsync(programme.Id, Request(null) with { EndsOn = Day.AddDays(-1) })
            .ShouldBeProblemAsync("validation", HttpStatusCode.BadRequest);

        Assert.Null((await enrollment.By(Bpc).NameModuleLeadAsync(programme.Id, Request(null))).ModuleId);
    }

    [Fact]
    public void D20_a_flag_is_what_the_first_day_to_come_says() =>
        Gen.Select(Gen.Int[0, 9], Gen.Int[0, 9], Gen.Int[0, 9], Gen.Int[0, 9], Gen.Int[-1, 9], Gen.Int[0, 9]).Sample(sample =>
        {
            var (from, until, certifiedFrom, certifiedUntil, last, today) = sample;
            DateOnly At(int day) => Day.AddDays(day);
            var teacher = new TeacherStanding(
                [new Period(At(certifiedFrom), At(certifiedUntil))], [new Period(At(0), last < 0 ? DateOnly.MaxValue : At(last))]);

            var flag = teacher.Flag(new Period(At(from), At(until)), At(today));

            var toCome = Enumerable.Range(0, 10).Where(day => day >= from && day <= until && day >= today).ToList();
            var expected = toCome.Count == 0 ? null
                : last >= 0 && toCome[0] > last ? "teacher-departed"
                : toCome[0] >= certifiedFrom && toCome[0] <= certifiedUntil ? null
                : "certificate-not-in-force";
            Assert.Equal(expected, flag);
        });

    [Theory, Engines]
    public async Task D45_certificate_of_another_institution_counts_where_its_holder_is_employed(Engine engine)
    {
        await using var enrollment = await EnrollmentApp.StartAsync(engine);
        var (steps, programme, certificate) = await PublishedAsync(enrollment, Certificate(institution: Bpc));
        var (left, came) = (Day.AddDays(-10), Day.AddDays(-9));

        await NameAsync(steps, programme, certificate.TeacherId).ShouldBeProblemAsync("not-yet-known", HttpStatusCode.Conflict);
        await enrollment.App.DeliverAsync(Employed(certificate.TeacherId, 2, (Bpc, Day.AddYears(-3), left), (Ncut, came, null)));
        var lead = await NameAsync(steps, programme, certificate.TeacherId);
        Assert.Null((await enrollment.By(Ncut).GetModuleLeadAsync(lead.Id)).Flag);

        await enrollment.App.DeliverAsync(Revoked(certificate, Day));
        Assert.Equal("certificate-not-in-force", (await enrollment.By(Ncut).GetModuleLeadAsync(lead.Id)).Flag);
    }

    [Theory, Engines]
    public async Task D45_no_lead_begins_between_two_employments(Engine engine)
    {
        await using var enrollment = await EnrollmentApp.StartAsync(engine);
        var (steps, programme, certificate) = await PublishedAsync(enrollment);
        var again = Day.AddDays(20);
        await enrollment.App.DeliverAsync(
            Employed(certificate.TeacherId, 2, (Ncut, Day.AddYears(-3), Day.AddDays(-30)), (Ncut, again, null)));

        var problem = await NameAsync(steps, programme, certificate.TeacherId)
            .ShouldBeProblemAsync("lead-not-certified", HttpStatusCode.UnprocessableEntity);

        Assert.Equal(("teacher-departed", again), (problem.Fact("reason").GetString(), problem.Change("startsOn").Day()));
        await NameAsync(steps, programme, certificate.TeacherId, from: problem.Change("startsOn").Day());
    }

    [Theory, Engines]
    public async Task D45_no_lead_begins_before_the_employment_does(Engine engine)
    {
        await using var enrollment = await EnrollmentApp.StartAsync(engine);
        var (steps, programme, certificate) = await PublishedAsync(enrollment, Certificate(institution: Bpc));
        var (came, left) = (Day.AddDays(20), Day.AddDays(40));
        await enrollment.App.DeliverAsync(Employed(certificate.TeacherId, 2, (Bpc, Day.AddYears(-3), null), (Ncut, came, left)));

        var problem = await NameAsync(steps, programme, certificate.TeacherId, Day, Day.AddDays(5))
            .ShouldBeProblemAsync("lead-not-certified", HttpStatusCode.UnprocessableEntity);

        Assert.Equal("teacher-not-yet-employed", problem.Fact("reason").GetString());
        await NameAsync(
            steps, programme, certificate.TeacherId, problem.Change("startsOn").Day(), problem.Change("endsOn").Day());
    }

    [Theory, Engines]
    public async Task D45_no_lead_lasts_longer_than_the_employment(Engine engine)
    {
        await using var enrollment = await EnrollmentApp.StartAsync(engine);
        var (steps, programme, certificate) = await PublishedAsync(enrollment);
        await enrollment.App.DeliverAsync(
            Employed(certificate.TeacherId, 2, (Ncut, Day.AddYears(-3), Day.AddDays(4)), (Ncut, Day.AddDays(5), Day.AddDays(30))));

        var problem = await NameAsync(steps, programme, certificate.TeacherId)
            .ShouldBeProblemAsync("lead-not-certified", HttpStatusCode.UnprocessableEntity);

        Assert.Equal(("teacher-departed", Day.AddDays(30)), (problem.Fact("reason").GetString(), problem.Change("endsOn").Day()));
        await NameAsync(steps, programme, certificate.TeacherId, until: problem.Change("endsOn").Day());
    }

    [Theory, Engines]
    public async Task D45_a_running_lead_is_flagged_between_two_employments(Engine engine)
    {
        await using var enrollment = await EnrollmentApp.StartAsync(engine);
        var (steps, programme, certificate) = await PublishedAsync(enrollment);
        var lead = await NameAsync(steps, programme, certificate.TeacherId);
        var again = Day.AddDays(2);

        await enrollment.App.DeliverAsync(
            Employed(certificate.TeacherId, 2, (Ncut, Day.AddYears(-3), Day.AddDays(-1)), (Ncut, again, null)));

        Assert.Equal("teacher-departed", (await enrollment.By(Ncut).GetModuleLeadAsync(lead.Id)).Flag);
        enrollment.App.Today.MoveTo(again);
        Assert.Null((await enrollment.By(Ncut).GetModuleLeadAsync(lead.Id)).Flag);
    }

    [Theory, Engines]
    public async Task D12_a_cohort_without_learners_of_the_programme_has_no_lead(Engine engine)
    {
        await using var enrollment = await EnrollmentApp.StartAsync(engine);
        var (steps, programme, certificate) = await PublishedAsync(enrollment, Certificate(from: Day.AddYears(-4)));
        Task<VocationalPlatform.Client.Problem> RefusedAsync(int cohort, DateOnly? from = null, DateOnly? until = null) =>
            NameAsync(steps, programme, certificate.TeacherId, from, until, cohort)
                .ShouldBeProblemAsync("cohort-without-programme", HttpStatusCode.UnprocessableEntity);

        var early = await RefusedAsync(2024);
        var late = await RefusedAsync(2090);
        var before = await RefusedAsync(2024, new(2020, 9, 1), new(2021, 6, 30));

        Assert.Equal((2025, 2027), (early.Change("cohort").GetInt32(), late.Change("cohort").GetInt32()));
        await NameAsync(steps, programme, certificate.TeacherId, cohort: 2025);
        await NameAsync(steps, programme, certificate.TeacherId, cohort: 2027);
        await NameAsync(
            steps, programme, certificate.TeacherId, before.Change("startsOn").Day(), before.Change("endsOn").Day(),
            before.Change("cohort").GetInt32());
    }

    private static async Task<(ProgrammeSteps Steps, Programme Programme, CertificateV1 Certificate)> PublishedAsync(
        EnrollmentApp enrollment, CertificateV1? certificate = null, DateOnly? inForceFrom = null)
    {
        var steps = await ProgrammeSteps.StartAsync(enrollment);
        var held = certificate ?? Certificate();
        await enrollment.App.DeliverAsync(Certified(held));
        return (steps, await steps.PublishedAsync(steps.Terms(inForceFrom)), held);
    }

    private static Task<ModuleLead> NameAsync(
        ProgrammeSteps steps, Programme programme, Guid teacher, DateOnly? from = null, DateOnly? until = null, int cohort = 2026) =>
        steps.Enrollment.By(Ncut).NameModuleLeadAsync(programme.Id, new()
        {
            Cohort = cohort,
            TeacherId = teacher,
            StartsOn = from ?? Day,
            EndsOn = until ?? End,
            ModuleId = steps.Module.Id,
        });

    // What faculty-certification tells.
    private static CertificateV1 Certificate(
        Guid? teacher = null, string institution = Ncut, DateOnly? from = null, DateOnly? until = null) => new()
        {
            Id = Guid.NewGuid(),
            TeacherId = teacher ?? Guid.NewGuid(),
            Institution = institution,
            Level = "intermediate",
            State = "certified",
            ValidFrom = from ?? Day.AddYears(-2),
            ValidUntil = until ?? Day.AddYears(3),
            Version = 1,
        };

    private static TeacherCertifiedV1 Certified(CertificateV1 certificate) =>
        new() { OccurredAt = DateTimeOffset.UnixEpoch, Certificate = certificate };

    private static CertificateRevokedV1 Revoked(CertificateV1 certificate, DateOnly on) => new()
    {
        OccurredAt = DateTimeOffset.UnixEpoch,
        Certificate = certificate with { State = "revoked", RevokedOn = on, Version = certificate.Version + 1 },
    };

    private static TeacherDepartedV1 Departed(Guid teacher, DateOnly lastDay, int version) => new()
    {
        OccurredAt = DateTimeOffset.UnixEpoch,
        Teacher = new() { Id = teacher, Institution = Ncut, LastDay = lastDay, Version = version },
    };

    private static TeacherEmployedV1 Employed(
        Guid id, int version, params (string Institution, DateOnly From, DateOnly? LastDay)[] employments) => new()
        {
            OccurredAt = At,
            Teacher = new()
            {
                Id = id,
                Institution = employments[^1].Institution,
                LastDay = employments[^1].LastDay,
                Employments = [.. employments.Select(one => new TeacherEmploymentV1
                {
                    Id = Guid.NewGuid(),
                    Institution = one.Institution,
                    From = one.From,
                    LastDay = one.LastDay,
                })],
                Version = version,
            },
        };

    private static TeacherV1 Teacher(Guid id, int version, params (string Institution, DateOnly? LastDay)[] employments) =>
        Employed(id, version, [.. employments.Select(one => (one.Institution, Day.AddYears(-3), one.LastDay))]).Teacher;
}
