using System.Net;
using Contracts;
using Contracts.FacultyCertification;
using Contracts.IndustryPartnership;
using CsCheck;
using Testing;
using VocationalPlatform.Client.FacultyCertification;

namespace FacultyCertification.Tests;

/// <summary>A teacher's seat at a base: asked for here, answered by industry partnership, and counted once it is completed (S12,
/// D17).</summary>
public sealed class PracticeBookingTests
{
    private const string Bookings = $"{FacultyApp.Api}/practice-bookings";
    private static readonly DateOnly First = new(2025, 1, 1);
    private static readonly DateOnly Last = new(2025, 6, 30);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, Engines]
    public async Task A_seat_is_asked_for_at_a_known_base_and_told(Engine engine)
    {
        await using var faculty = await FacultyApp.StartAsync(engine);
        var (site, teacher) = (Guid.NewGuid(), (await faculty.RegisterAsync(person: "teacher-1")).Id);
        var early = await RequestAsync(faculty, teacher, site).OutcomeAsync();
        Assert.Equal("base", (await early.ShouldBeProblemAsync("not-yet-known", HttpStatusCode.Conflict)).Fact("what").GetString());
        Assert.NotNull(early.Refused?.RetryAfter);

        await faculty.ApproveBaseAsync(site, First, Last);
        var booking = await RequestAsync(faculty, teacher, site);
        Assert.Equal(("requested", FacultyApp.Bpc), (booking.State, booking.Institution));
        var told = Assert.Single(await faculty.App.PublishedAsync<PracticeRequestedV1>()).Practice;
        Assert.Equal(
            new PracticeV1
            {
                Id = booking.Id,
                TeacherId = teacher,
                Institution = FacultyApp.Bpc,
                BaseId = site,
                From = First,
                Until = Last,
                State = "requested",
                Version = 1,
            },
            told);

        // The office and the teacher see it; the other institution, and another teacher, do not.
        await faculty.App.AsPerson(FacultyApp.Bpc, "teacher", "teacher-1").GetAsync($"{Bookings}/{booking.Id}", Ct).BodyAsync();
        foreach (var stranger in new[]
        {
            faculty.App.As(FacultyApp.Ncut, Roles.TeacherOffice),
            faculty.App.AsPerson(FacultyApp.Bpc, "teacher", "teacher-2"),
        })
        {
            await stranger.GetAsync($"{Bookings}/{booking.Id}", Ct).ShouldBeProblemAsync("not-found", HttpStatusCode.NotFound);
        }
        await faculty.PanelOf().PostAsync($"{Bookings}/{booking.Id}/cancellation", new { reason = "No." })
            .ShouldBeProblemAsync("forbidden", HttpStatusCode.Forbidden);
    }

    [Theory, Engines]
    public async Task D14_seat_needs_a_teacher_employed_on_its_first_day(Engine engine)
    {
        await using var faculty = await FacultyApp.StartAsync(engine);
        var site = Guid.NewGuid();
        await faculty.ApproveBaseAsync(site, First, Last);
        var teacher = (await faculty.RegisterAsync(employedFrom: First.AddDays(1))).Id;

        Assert.Equal(
            "D14",
            (await RequestAsync(faculty, teacher, site).ShouldBeProblemAsync("not-employed", HttpStatusCode.UnprocessableEntity)).Rule);
        await RequestAsync(faculty, teacher, site, First.AddDays(1));
    }

    [Theory, Engines]
    public async Task D17_a_teacher_is_at_one_base_on_a_day(Engine engine)
    {
        await using var faculty = await FacultyApp.StartAsync(engine);
        var (site, teacher) = (Guid.NewGuid(), (await faculty.RegisterAsync()).Id);
        await faculty.ApproveBaseAsync(site, First, Last);

        var replies = await Task.WhenAll(Enumerable.Range(0, 8)
            .Select(_ => RequestAsync(faculty, teacher, site, First, First.AddDays(30)).OutcomeAsync()));

        var booking = Assert.Single(replies, reply => reply.Passed).Reply!;
        foreach (var reply in replies.Where(reply => !reply.Passed))
        {
            var problem = await reply.ShouldBeProblemAsync("practice-overlaps", HttpStatusCode.Conflict);
            Assert.Equal(("D17", booking.Id, First.AddDays(31)), (problem.Rule, problem.Fact("bookingId")
                .GetGuid(), problem.Change("from").Date()));
        }
        await RequestAsync(faculty, teacher, site, First.AddDays(31));
        // One that is completed holds the teacher until its last attended day.
        var shortened = await RequestAsync(faculty, (await faculty.RegisterAsync()).Id, site, First, First.AddDays(30));
        await AnswerAsync(faculty, shortened with { Until = First.AddDays(4) }, "completed", 1, attended: [(First, First.AddDays(4))]);
        var overlap = await RequestAsync(faculty, shortened.TeacherId, site, First.AddDays(4), First.AddDays(8)).ShouldBeProblemAsync(
            "practice-overlaps", HttpStatusCode.Conflict);
        await RequestAsync(faculty, shortened.TeacherId, site, overlap.Change("from").Date(), overlap.Change("until").Date());
        // One that was refused or cancelled holds nobody.
        await AnswerAsync(faculty, booking, "refused", 1, reason: "no-seat");
        await RequestAsync(faculty, teacher, site, First, First.AddDays(30));
    }

    [Theory, Engines]
    public async Task A_refused_seat_shows_the_earliest_day_with_a_seat(Engine engine)
    {
        await using var faculty = await FacultyApp.StartAsync(engine);
        var booking = await BookedAsync(faculty);

        await AnswerAsync(faculty, booking, "refused", 1, reason: "no-seat", earliestFrom: Last.AddDays(1));

        var shown = await ReadAsync(faculty, booking.Id);
        Assert.Equal(("refused", "no-seat", Last.AddDays(1), 2), (shown.State, shown.Reason, shown.EarliestFrom, shown.Version));
        await CancelAsync(faculty, booking.Id).ShouldBeProblemAsync("practice-not-in-state", HttpStatusCode.Conflict);
    }

    [Theory, Engines]
    public async Task A_seat_is_cancelled_before_it_is_answered_and_after(Engine engine)
    {
        await using var faculty = await FacultyApp.StartAsync(engine);
        var (before, after) = (await BookedAsync(faculty), await BookedAsync(faculty));
        await AnswerAsync(faculty, after, "reserved", 1);

        foreach (var booking in new[] { before, after }) Assert.Equal("cancelled", (await CancelAsync(faculty, booking.Id)).State);

        Assert.Equal(
            [(before.Id, 2), (after.Id, 3)],
            (await faculty.App.PublishedAsync<PracticeCancelledV1>()).Select(fact => (fact.Practice.Id, fact.Practice.Version)));
        await CancelAsync(faculty, before.Id).ShouldBeProblemAsync("practice-not-in-state", HttpStatusCode.Conflict);
        // What was reserved meanwhile is cancelled all the same; what was attended counts all the same.
        await AnswerAsync(faculty, before, "reserved", 1);
        await AnswerAsync(faculty, after, "completed", 2, attended: [(First, First)]);
        Assert.Equal(("cancelled", "completed"), ((await ReadAsync(faculty, before.Id)).State, (await ReadAsync(faculty, after.Id)).State));
    }

    [Theory, Engines]
    public async Task D17_only_the_attended_days_of_a_completed_booking_count(Engine engine)
    {
        await using var faculty = await FacultyApp.StartAsync(engine);
        var booking = await BookedAsync(faculty);
        var draft = await faculty.TryDraftAsync(booking.TeacherId, [new() { Kind = "practice", BookingId = booking.Id }]);
        Assert.Equal(booking.Id, Assert.Single(draft.Evidence).BookingId);
        await AnswerAsync(faculty, booking, "reserved", 1);
        Assert.Equal(0, (await faculty.SubmitAsync(draft.Id)
            .ShouldBeProblemAsync("too-little-practice", HttpStatusCode.UnprocessableEntity)).Fact("daysCounted").GetInt32());

        // 181 days from January to June, less one week and a day: one too few.
        await AnswerAsync(faculty, booking, "completed", 2, attended: [(First, First.AddDays(89)), (First.AddDays(92), Last)]);
        Assert.Equal(1, (await faculty.SubmitAsync(draft.Id)
            .ShouldBeProblemAsync("too-little-practice", HttpStatusCode.UnprocessableEntity)).Change("moreDays").GetInt32());
        var more = FacultyApp.PracticeAt(booking.BaseId, First.AddDays(90), First.AddDays(90));
        await faculty.Office.PutAsync(
            $"{FacultyApp.Api}/applications/{draft.Id}",
            new
            {
                methodId = faculty.Method,
                draft.Level,
                evidence = new[] { new EvidenceItem { Kind = "practice", BookingId = booking.Id }, more },
            },
            1).BodyAsync();
        Assert.Equal([179, 1], (await faculty.SubmitAsync(draft.Id)).Evidence.Select(item => item.DaysCounted!.Value));
    }

    [Theory, Engines]
    public async Task S12_attended_days_on_which_the_base_was_not_approved_earn_nothing(Engine engine)
    {
        await using var faculty = await FacultyApp.StartAsync(engine);
        var booking = await BookedAsync(faculty);
        await AnswerAsync(faculty, booking, "completed", 1, attended: [(First, Last)]);
        var draft = await faculty.TryDraftAsync(booking.TeacherId, [new() { Kind = "practice", BookingId = booking.Id }]);
        BaseV1 Site(int version, DateOnly until) => FacultyApp.Base(booking.BaseId, version, (First, until));

        await faculty.App.DeliverAsync(new BaseSuspendedV1 { OccurredAt = DateTimeOffset.UnixEpoch, Base = Site(2, First.AddDays(178)) });
        Assert.Equal(1, (await faculty.SubmitAsync(draft.Id)
            .ShouldBeProblemAsync("too-little-practice", HttpStatusCode.UnprocessableEntity)).Change("moreDays").GetInt32());
        await faculty.App.DeliverAsync(new BaseSuspendedV1 { OccurredAt = DateTimeOffset.UnixEpoch, Base = Site(3, First.AddDays(179)) });
        Assert.Equal(180, (await faculty.SubmitAsync(draft.Id)).DaysCounted);
    }

    [Theory, Engines]
    public async Task Somebody_elses_booking_is_no_evidence(Engine engine)
    {
        await using var faculty = await FacultyApp.StartAsync(engine);
        var others = await BookedAsync(faculty);
        await AnswerAsync(faculty, others, "completed", 1, attended: [(First, Last)]);
        var draft = await faculty.TryDraftAsync((await faculty.RegisterAsync()).Id, [new() { Kind = "practice", BookingId = others.Id }]);

        var problem = await faculty.SubmitAsync(draft.Id).ShouldBeProblemAsync("not-yet-known", HttpStatusCode.Conflict);

        Assert.Equal("booking", problem.Fact("what").GetString());
    }

    [Theory, Engines]
    public async Task The_newest_answer_about_a_seat_is_kept_in_any_order_and_repetition(Engine engine)
    {
        await using var faculty = await FacultyApp.StartAsync(engine);
        var booking = await BookedAsync(faculty);
        var at = 0;

        await Gen.Shuffle(new[] { 1, 2, 3, 1, 2, 3, 3 }).SampleAsync(
            async order =>
            {
                // One booking, whose later histories have later versions.
                var before = at;
                at += 3;
                foreach (var news in order)
                {
                    await AnswerAsync(
                        faculty,
                        booking,
                        news == 3 ? "completed" : "reserved",
                        before + news,
                        attended: news == 3 ? [(First, First.AddDays(before))] : []);
                }
                var kept = await ReadAsync(faculty, booking.Id);
                Assert.Equal(("completed", First.AddDays(before)), (kept.State, Assert.Single(kept.Attended).Until));
            },
            iter: 30, threads: 1);
    }

    [Theory, Engines]
    public async Task D14_seat_before_the_employment_is_refused_with_the_days_within_it(Engine engine)
    {
        await using var faculty = await FacultyApp.StartAsync(engine);
        var site = Guid.NewGuid();
        await faculty.ApproveBaseAsync(site, First, Last);
        var teacher = (await faculty.RegisterAsync(employedFrom: First.AddDays(10))).Id;

        var problem = await RequestAsync(faculty, teacher, site).ShouldBeProblemAsync("not-employed", HttpStatusCode.UnprocessableEntity);

        Assert.Equal(First, problem.Fact("from").Date());
        await RequestAsync(faculty, teacher, site, problem.Change("from").Date(), problem.Change("until").Date());
    }

    private static Task<PracticeBooking> RequestAsync(
        FacultyApp faculty, Guid teacher, Guid site, DateOnly? from = null, DateOnly? until = null) =>
        faculty.By().RequestPracticeAsync(teacher, new() { BaseId = site, From = from ?? First, Until = until ?? Last });

    private static async Task<PracticeBooking> BookedAsync(FacultyApp faculty)
    {
        var site = Guid.NewGuid();
        await faculty.ApproveBaseAsync(site, First, Last);
        return await RequestAsync(faculty, (await faculty.RegisterAsync()).Id, site);
    }

    private static Task<PracticeBooking> CancelAsync(FacultyApp faculty, Guid booking) =>
        faculty.By().CancelPracticeAsync(booking, new() { Reason = "Another time." });

    private static Task<PracticeBooking> ReadAsync(FacultyApp faculty, Guid booking) => faculty.By().GetPracticeBookingAsync(booking, Ct);

    /// <summary>Delivers the news of what became of the seat.</summary>
    private static Task AnswerAsync(
        FacultyApp faculty, PracticeBooking booking, string state, int version, string? reason = null, DateOnly? earliestFrom = null,
        (DateOnly From, DateOnly Until)[]? attended = null)
    {
        var practice = new TeacherPracticeV1
        {
            Id = booking.Id,
            TeacherId = booking.TeacherId,
            Institution = booking.Institution,
            BaseId = booking.BaseId,
            From = booking.From,
            Until = booking.Until,
            State = state,
            Reason = reason,
            EarliestFrom = earliestFrom,
            Attended = [.. (attended
                ?? []).Select(days => new Contracts.IndustryPartnership.DaysV1 { From = days.From, Until = days.Until })],
            Version = version,
        };
        return faculty.App.DeliverAsync(state switch
        {
            "reserved" => new TeacherPracticeReservedV1 { OccurredAt = DateTimeOffset.UnixEpoch, Practice = practice },
            "refused" => new TeacherPracticeRefusedV1 { OccurredAt = DateTimeOffset.UnixEpoch, Practice = practice },
            "completed" => new TeacherPracticeCompletedV1 { OccurredAt = DateTimeOffset.UnixEpoch, Practice = practice },
            _ => (object)new TeacherPracticeCancelledV1 { OccurredAt = DateTimeOffset.UnixEpoch, Practice = practice },
        });
    }
}
