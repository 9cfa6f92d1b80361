using Contracts.IndustryPartnership;
using CsCheck;
using Testing;
using VocationalPlatform.Client.FacultyCertification;

namespace FacultyCertification.Tests;

public sealed class RatioHistoryTests
{
    private static readonly DateOnly First = new(2016, 1, 1);
    private static readonly int Days = FacultyApp.Day.DayNumber - First.DayNumber;

    private static readonly Gen<DateOnly> Day = Gen.Int[0, Days].Select(First.AddDays);
    private static readonly Gen<string> Category = Gen.Int[0, 3].Select(
        i => new[] { "specialist", "specialist", "internship-instructor", "general" }[i]);
    private static readonly Gen<Life> Lives = Gen.Select(
        Category, Day, Gen.Select(Day, Gen.Bool).Array[0, 4], Gen.Int[0, 2], Day,
        (category, from, certificates, leaves, lastDay) => new Life(category, from, certificates, leaves == 0 ? lastDay : null));

    [Theory, Engines]
    public async Task D41_the_ratio_is_what_counting_one_by_one_gives(Engine engine)
    {
        await using var faculty = await FacultyApp.StartAsync(engine);
        var round = 0;
        await Gen.Select(Lives.Array[1, 7], Day.Array[4], Gen.Int[0, 20]).SampleAsync(async (lives, asked, pause) =>
        {
            // An institution of its own for each history: they do not see each other.
            var org = $"school-{Interlocked.Increment(ref round)}";
            await faculty.App.DeliverAsync(FacultyApp.Registered(org, OrganisationKind.SecondarySchool));
            await faculty.AgreeAsync(FacultyApp.Dji, new(1990, 1, 1), new(2099, 12, 31), org);
            var book = new Book(faculty, org);
            foreach (var life in lives) await book.LiveAsync(life);

            var moments = book.Moments;
            foreach (var day in asked.Append(FacultyApp.Day))
            {
                await book.CompareAsync(day, null);
                await book.CompareAsync(day, moments[pause % moments.Count]);
            }
        }, iter: 25, threads: 1);
    }

    /// <summary>What a teacher's life asks for; the service may refuse some of it.</summary>
    private sealed record Life(string Category, DateOnly From, (DateOnly Day, bool IsRevokedLater)[] Certificates, DateOnly? LastDay);

    /// <summary>The naive count, over what the service has accepted.</summary>
    private sealed class Book(FacultyApp faculty, string org)
    {
        private readonly List<Entry> entries = [];

        public List<DateTimeOffset> Moments { get; } = [];

        public async Task LiveAsync(Life life)
        {
            var teacher = await faculty.RegisterAsync(category: life.Category, employedFrom: life.From, org: org);
            var entry = new Entry(life.Category, life.From, Moment());
            entries.Add(entry);
            foreach (var (day, isRevokedLater) in life.Certificates)
            {
                if (await TryCertifyAsync(teacher.Id, day) is not { } given) continue;
                // A renewal begins after the certificate that it follows, which may be in the future.
                var certificate = new Held(given.ValidFrom, given.ValidUntil, Moment());
                entry.Certificates.Add(certificate);
                if (!isRevokedLater || certificate.Until < FacultyApp.Day || certificate.From > FacultyApp.Day) continue;
                certificate.RevokedOn = certificate.From.AddDays((FacultyApp.Day.DayNumber - certificate.From.DayNumber) / 2);
                await faculty.RevokeAsync(given.Id, certificate.RevokedOn.Value, org);
                certificate.RevocationKnown = Moment();
            }
            if (life.LastDay is not { } lastDay || lastDay < life.From) return;
            await faculty.DepartAsync(teacher.Id, lastDay, org);
            (entry.LastDay, entry.DepartureKnown) = (lastDay, Moment());
        }

        private async Task<Certificate?> TryCertifyAsync(Guid teacher, DateOnly day)
        {
            var drafted = await faculty.TryDraftAsync(teacher, [FacultyApp.Enough(day.AddDays(-1))], org: org).OutcomeAsync();
            if (drafted.Reply is not { } application) return null;
            if (await IsDoneAsync(faculty.SubmitAsync(application.Id, day.AddDays(-1), org)))
            {
                await faculty.PanelOf(org).PostAsync($"{FacultyApp.Api}/reviews", new { applicationIds = new[] { application.Id } })
                    .BodyAsync();
                await faculty.DecideAsync(application.Id, day.AddDays(-1), org: org);
                var notice = await faculty.NoticeAsync([application.Id], day.AddDays(-1), org);
                if (await IsDoneAsync(faculty.IssueAsync(notice.Id, day, org)))
                {
                    var certified = await faculty.ApplicationAsync(application.Id, org);
                    return await faculty.CertificateAsync(certified.CertificateId!.Value, org);
                }
            }
            await faculty.WithdrawAsync(application.Id, org);
            return null;
        }

        private static async Task<bool> IsDoneAsync<T>(Task<T> step) where T : class => (await step.OutcomeAsync()).Passed;

        public async Task CompareAsync(DateOnly day, DateTimeOffset? knownAt)
        {
            bool Known(DateTimeOffset? moment) => moment is not null && (knownAt is null || moment <= knownAt);
            var employed = entries.Where(entry => entry.Category != "general"
                && Known(entry.Known)
                && entry.From <= day
                && !(Known(entry.DepartureKnown) && entry.LastDay < day)).ToList();
            var certified = employed.Count(entry => entry.Certificates.Any(held => Known(held.Known)
                && held.From <= day
                && day <= held.Until
                && !(Known(held.RevocationKnown) && held.RevokedOn <= day)));

            var figure = await faculty.RatioAsync(day, knownAt, org);
            Assert.Equal((certified, employed.Count), (figure.Numerator, figure.Denominator));
        }

        private DateTimeOffset Moment()
        {
            Moments.Add(faculty.Moment());
            return Moments[^1];
        }
    }

    private sealed record Entry(string Category, DateOnly From, DateTimeOffset Known)
    {
        public DateOnly? LastDay { get; set; }
        public DateTimeOffset? DepartureKnown { get; set; }
        public List<Held> Certificates { get; } = [];
    }

    private sealed record Held(DateOnly From, DateOnly Until, DateTimeOffset Known)
    {
        public DateOnly? RevokedOn { get; set; }
        public DateTimeOffset? RevocationKnown { get; set; }
    }
}
