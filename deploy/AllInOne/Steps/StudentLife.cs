using System.Globalization;
using Kernel;
using VocationalPlatform.Client;
using VocationalPlatform.Client.Enrollment;
using VocationalPlatform.Client.IndustryPartnership;

namespace AllInOne.Steps;

/// <summary>
/// What a cohort's way does not show: a repeated year, a change of major, a correction that crosses services, and two more pathways (D1,
/// D3, D5a, D43). All of it is illustrative, and recorded late.
/// </summary>
internal sealed class StudentLife(Clients clients, Sample sample, Refusals refusals, Today today)
{
    private const string Third = "shougang-it";
    private const int Cohort = 2024;
    private const int RouteCohort = 2019;

    private readonly Sample.Pair school = sample.Illustrative.WithoutAgreement;
    private EnrollmentClient College => clients.Enrolling(From);
    private string From => sample.Cooperation.FromInstitution;
    private string To => sample.Cooperation.ToInstitution;
    private Sample.Articulation Major => sample.Cooperation.Articulations[0];
    private Sample.Articulation Other => sample.Cooperation.Articulations[1];

    /// <summary>Learners whom this adds at the university, and those of them who graduate.</summary>
    public static (int Learners, int Graduates) Added => (3, 1);

    /// <summary>On 3+2, with a third institution: three years at the college, two at the university.</summary>
    public async Task RepeatYearAsync()
    {
        if (await FindAsync(College, "LIFE-1") is not null) return;
        var agreement = await AgreementAsync("strategic-cooperation");
        await ActivateAsync(College, "3+2", From, Third, Major with { FromMajor = "530605", From = "Marketing" }, agreement);
        var learner = await EnrolAsync("LIFE-1", "530605", Third, Major.ToMajor);
        var refusal = await refusals.ExpectAsync(
            "D5a", $"a learner of {From} repeats a year with the same cohort",
            () => College.RepeatYearAsync(learner.Id, new() { Cohort = Cohort, Reason = "Failed a year.", From = new(2025, 9, 1) }));
        var later = refusal.Problem.Change!.Value.GetProperty("cohort").GetInt32();
        await College.RepeatYearAsync(learner.Id, new() { Cohort = later, Reason = "Failed a year.", From = new(2025, 9, 1) });
        refusal.Mended = $"goes on with the cohort of {later}, and sits its exam";
    }

    public async Task ChangeMajorAsync()
    {
        if (await FindAsync(College, "LIFE-2") is not null) return;
        var learner = await EnrolAsync("LIFE-2", Major.FromMajor, To, Major.ToMajor);
        var other = (await College.ListArticulationsAsync(
            fromInstitution: From, toInstitution: To, state: "active", limit: Clients.PageSize)).Items
            .First(articulation => articulation.FromMajor == Other.FromMajor);
        ChangeMajorRequest request = new() { ArticulationId = other.Id, Reason = "Wishes so.", From = new(2025, 9, 1) };
        var refusal = await refusals.ExpectAsync(
            "D5a", $"a learner of {From} changes the major in the second year", () => College.ChangeMajorAsync(learner.Id, request));
        var until = refusal.Problem.Change!.Value.GetProperty("from").GetString()!;
        await College.ChangeMajorAsync(learner.Id, request with { From = DateOnly.Parse(until, CultureInfo.InvariantCulture) });
        refusal.Mended = $"changed on {until}, from {Major.From} to {Other.From}";
    }

    /// <summary>Partnership refuses a learner who seems too young, until enrollment has corrected the birth date (D27, D43).</summary>
    public async Task CorrectAsync()
    {
        if (await FindAsync(College, "LIFE-3") is not null) return;
        var slot = (await clients.Partnership(From).ListSlotsAsync(state: "open", limit: Clients.PageSize)).Items
            .First(open => open.Title == sample.Illustrative.Slots[0].Title);
        var learner = await EnrolAsync(
            "LIFE-3", Other.FromMajor, To, Other.ToMajor, birthDate: new(2013, 5, 1), person: "learner-life-0003");
        ApplyForSlotRequest request = new() { LearnerId = learner.Id };
        var coordinator = clients.Partnership(From);
        var refusal = await refusals.ExpectAsync(
            "D27", $"a learner of {From} who seems to be thirteen applies for a slot",
            () => coordinator.ApplyForSlotAsync(slot.Id, request));
        await College.CorrectLearnerAsync(learner.Id, new() { BirthDate = new(2006, 5, 1), Reason = "Two digits were read wrong." });
        await Clients.UntilAsync("The corrected birth date", async () =>
        {
            try
            {
                return await coordinator.ApplyForSlotAsync(slot.Id, request);
            }
            catch (ApiException refused) when (refused.Problem is { Rule: "D27" })
            {
                return null;
            }
        });
        refusal.Mended = "applied, after enrollment had corrected the birth date";
    }

    /// <summary>On 3+4, from a secondary school to the university's bachelor diploma.</summary>
    public async Task FollowSecondaryRouteAsync()
    {
        var secondary = clients.Enrolling(school.FromInstitution);
        var university = clients.Enrolling(To);
        if (await FindAsync(secondary, "LIFE-4") is not null) return;
        var pair = new Sample.Articulation("660302", "Mechatronics maintenance (secondary)", school.ToMajor, school.To);
        var articulation = await ActivateAsync(secondary, school.Pathway, school.FromInstitution, To, pair, await AgreeAsync());
        var learner = await secondary.EnrollLearnerAsync(new()
        {
            StudentNumber = "LIFE-4",
            BirthDate = new(RouteCohort - 15, 5, 1),
            Cohort = RouteCohort,
            FromMajor = pair.FromMajor,
            ToInstitution = To,
            ToMajor = pair.ToMajor,
            EnrolledOn = new(RouteCohort, 9, 1),
        });
        await secondary.CompleteStageAsync(learner.Id, new() { Stage = 1, CompletedOn = new(RouteCohort + 3, 6, 30) });
        await PassAsync(articulation.Id, learner.Id);
        await university.TransferLearnerAsync(learner.Id, new() { TransferredOn = new(RouteCohort + 3, 9, 1) });
        await university.GraduateLearnerAsync(learner.Id, new() { GraduatedOn = new(RouteCohort + 7, 7, 1) });
        var diplomas = (await secondary.ListDiplomasAsync(learner.Id)).Items.Select(diploma => (diploma.Kind, diploma.Annotation));
        if (!diplomas.SequenceEqual([("secondary", null), ("bachelor", null)]))
        {
            throw new JourneyException("The secondary route has other diplomas than the school's and the university's.");
        }
    }

    private async Task PassAsync(Guid articulation, Guid learner)
    {
        var (from, cohort) = (school.FromInstitution, sample.Illustrative.Cohort);
        var both = new[] { from, To }.Select(clients.Enrolling).ToList();
        // The appeal period runs from the day on which the results are published and recorded (D7).
        var (present, published) = (today.Value, new DateOnly(RouteCohort + 3, 7, 5));
        await clients.LiveUntilAsync(published);
        var plan = await both[0].DraftTransferPlanAsync(new()
        {
            FromInstitution = from,
            ToInstitution = To,
            Cohort = RouteCohort,
            Exam = cohort.Exam with
            {
                Places = [new() { ArticulationId = articulation, Places = 1 }],
                GateCredits = 0,
                ExaminedBy = To,
                Sittings = [],
            },
        });
        foreach (var one in both) await one.ApproveTransferPlanAsync(plan.Id, new() { TextHash = plan.TextHash });
        await both[0].OpenRegistrationAsync(plan.Id);
        await both[0].RegisterCandidateAsync(plan.Id, new() { LearnerId = learner });
        await both[0].CloseRegistrationAsync(plan.Id);
        var version = (await both[1].GetCandidateAsync(plan.Id, learner)).Version;
        await both[1].EnterMarksAsync(plan.Id, learner, version, new()
        {
            Marks = [.. cohort.Exam.Components.Select(component => new ComponentMark { Component = component.Code, Mark = 85 })],
        });
        foreach (var one in both) await one.PublishResultsAsync(plan.Id, new());
        await clients.LiveUntilAsync(published.AddDays(cohort.Exam.AppealDays + 1));
        foreach (var one in both) await one.FinaliseTransferPlanAsync(plan.Id);
        await clients.LiveUntilAsync(present);
    }

    private async Task<Guid> AgreeAsync()
    {
        var university = clients.Partnership(To);
        var agreement = await university.DraftAgreementAsync(new()
        {
            Kind = "articulation",
            Title = "Articulated training from a secondary school",
            Terms = "The parties train learners together on the 3+4 pathway.",
            Parties = [To, school.FromInstitution],
            ValidFrom = new(RouteCohort, 1, 1),
            ValidUntil = new(2045, 12, 31),
        });
        agreement = await university.ProposeAgreementAsync(agreement.Id);
        foreach (var party in agreement.Parties)
        {
            await clients.Partnership(party).SignAgreementAsync(agreement.Id, new() { TextHash = agreement.TextHash });
        }
        return agreement.Id;
    }

    private async Task<Guid> AgreementAsync(string kind) =>
        (await clients.Partnership(From).ListAgreementsAsync(kind: kind, state: "active")).Items[0].Id;

    private async Task<Articulation> ActivateAsync(
        EnrollmentClient author, string pathway, string from, string to, Sample.Articulation pair, Guid agreement)
    {
        var draft = await author.DraftArticulationAsync(new()
        {
            Pathway = pathway,
            FromInstitution = from,
            FromMajor = pair.FromMajor,
            FromMajorName = pair.From,
            ToInstitution = to,
            ToMajor = pair.ToMajor,
            ToMajorName = pair.To,
            InternshipCredits = sample.Illustrative.InternshipCredits,
        });
        return await author.ActivateArticulationAsync(draft.Id, new() { AgreementId = agreement });
    }

    private Task<Learner> EnrolAsync(
        string number, string fromMajor, string to, string toMajor, DateOnly? birthDate = null, string? person = null) =>
        College.EnrollLearnerAsync(new()
        {
            StudentNumber = number,
            BirthDate = birthDate ?? new(2006, 5, 1),
            Cohort = Cohort,
            FromMajor = fromMajor,
            ToInstitution = to,
            ToMajor = toMajor,
            Person = person,
            EnrolledOn = new(Cohort, 9, 1),
        });

    private static async Task<Learner?> FindAsync(EnrollmentClient registrar, string number) =>
        (await Clients.ListAsync((size, next) => registrar.ListLearnersAsync(limit: size, cursor: next), page => page.Items))
        .FirstOrDefault(learner => learner.StudentNumber == number);
}
