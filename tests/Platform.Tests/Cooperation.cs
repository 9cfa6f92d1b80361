using System.Collections.Concurrent;
using Contracts.IndustryPartnership;
using VocationalPlatform.Client.Enrollment;
using VocationalPlatform.Client.FacultyCertification;
using VocationalPlatform.Client.IndustryPartnership;
using static Platform.Tests.Partner;
using Application = VocationalPlatform.Client.IndustryPartnership.Application;

namespace Platform.Tests;

/// <summary>What a college, a university and an enterprise do with each other, call by call.</summary>
/// <param name="platform">Where.</param>
/// <param name="name">What their codes begin with, so that several cooperations have room on one platform.</param>
internal sealed class Cooperation(Installation platform, string name)
{
    public const string Major = "460609";
    public const string NextMajor = "080204";

    /// <summary>The roles in which they act.</summary>
    public static readonly IReadOnlyList<string> Acting =
    [
        Contracts.Roles.Authority, Contracts.Roles.OrgAdmin, Contracts.Roles.Signatory, Contracts.Roles.Coordinator,
        Contracts.Roles.InternshipManager, Contracts.Roles.Registrar,
        Contracts.Roles.TeacherOffice, Contracts.Roles.Panel, Contracts.Roles.Learner, Contracts.Roles.Mentor, Contracts.Roles.Ops,
    ];

    private readonly ConcurrentDictionary<Guid, string> learners = new();

    /// <summary>The person of a token that names none: a mentor's, of whom each organisation has one.</summary>
    public static string? PersonOf(string org, string role) => role is Contracts.Roles.Mentor ? $"{org}-{role}" : null;

    /// <summary>The persons of an organisation's learners by their student numbers, <c>S-1</c> and so on: as many as a test
    /// needs.</summary>
    public static IEnumerable<string> LearnersOf(string org) => Enumerable.Range(1, 16).Select(number => LearnerOf(org, $"S-{number}"));

    public string Authority { get; } = $"{name}-authority";

    public string College { get; } = $"{name}-college";

    public string University { get; } = $"{name}-university";

    public string Enterprise { get; } = $"{name}-works";

    /// <summary>Those who need tokens.</summary>
    public IReadOnlyList<string> Organisations => [Authority, College, University, Enterprise];

    /// <summary>The business date, which is Beijing's.</summary>
    public static DateOnly Today => DateOnly.FromDateTime(DateTime.UtcNow.AddHours(8));

    public static DateOnly Before => Today.AddDays(-30);

    public static DateOnly After => Today.AddDays(300);

    public IndustryPartnershipClient Partnership(string org, string role) => new(platform.As(org, role));

    public EnrollmentClient Enrolling(string org, string role = Contracts.Roles.Registrar) => new(platform.As(org, role));

    public FacultyCertificationClient Faculty(string org, string role) => new(platform.As(org, role));

    public async Task RegisterAllAsync()
    {
        await RegisterAsync(College, OrganisationKind.VocationalCollege);
        await RegisterAsync(University, OrganisationKind.University);
        await Partnership(Enterprise, Contracts.Roles.OrgAdmin).RegisterOrganisationAsync(
            Registration(Enterprise, OrganisationKind.Enterprise));
        var verified = await Partnership(College, Contracts.Roles.Coordinator).VerifyEnterpriseAsync(Enterprise);
        Assert.Equal("verified", verified.State);
        foreach (var school in new[] { College, University })
        {
            await Partnership(school, Contracts.Roles.Coordinator).KeepAgreementTemplateAsync(new() { Clauses = Clauses });
        }
    }

    /// <summary>What the schools' placements agree on besides what a slot says.</summary>
    private static readonly AgreementClauses Clauses = new()
    {
        BoardAndLodging = "A bed and three meals a day.",
        Rest = "One hour at noon.",
        Payment = "By transfer on the 10th.",
        Protection = "Helmet and shoes.",
        OccupationalDisease = "Hearing is examined before and after.",
        Accident = "The insurance pays first.",
        Assessment = "By the logbook.",
        Breach = "Whoever breaks it says so.",
    };

    /// <summary>A write with one event, which two other services take; repeated until it is acknowledged.</summary>
    public Task<Organisation> RegisterAsync(string code, string kind = OrganisationKind.SecondarySchool) =>
        UntilAcknowledgedAsync(
            key => Partnership(Authority, Contracts.Roles.Authority).RegisterOrganisationAsync(Registration(code, kind), key));

    /// <summary>The same write, sent once.</summary>
    public Task<Organisation> RegisterOnceAsync(string code) =>
        Partnership(Authority, Contracts.Roles.Authority).RegisterOrganisationAsync(Registration(code));

    public static RegisterOrganisationRequest Registration(string code, string kind = OrganisationKind.SecondarySchool) =>
        new() { Code = code, Name = code, Kind = kind };

    /// <summary>An agreement that all parties have signed.</summary>
    public async Task<Agreement> AgreeAsync(string kind, params string[] parties)
    {
        var author = Partnership(parties[0], Contracts.Roles.Signatory);
        var drafted = await author.DraftAgreementAsync(new()
        {
            Kind = kind,
            Title = "Cooperation",
            Terms = "What is agreed.",
            Parties = parties,
            ValidFrom = Before,
            ValidUntil = After,
        });
        var agreement = await author.ProposeAgreementAsync(drafted.Id);
        foreach (var party in parties)
        {
            agreement = await Partnership(party, Contracts.Roles.Signatory).SignAgreementAsync(
                drafted.Id, new() { TextHash = agreement.TextHash });
        }
        Assert.Equal("active", agreement.State);
        return agreement;
    }

    /// <summary>A draft, as soon as enrollment has heard of both institutions.</summary>
    public Task<Articulation> DraftArticulationAsync(string major = Major)
    {
        var request = new DraftArticulationRequest
        {
            Pathway = "2+3+2",
            FromInstitution = College,
            FromMajor = major,
            FromMajorName = "UAV Operation",
            ToInstitution = University,
            ToMajor = NextMajor,
            ToMajorName = "Mechanical Engineering",
            InternshipCredits = 80,
        };
        return WhenKnownAsync(key => Enrolling(College).DraftArticulationAsync(request, key));
    }

    /// <summary>Opens an articulation, as soon as enrollment has heard of the agreement.</summary>
    public async Task<Articulation> ActivateAsync(Guid articulation, Guid agreement)
    {
        var active = await WhenKnownAsync(key =>
            Enrolling(University).ActivateArticulationAsync(articulation, new() { AgreementId = agreement }, key));
        Assert.Equal("active", active.State);
        return active;
    }

    public EnrollLearnerRequest Enrolment(string studentNumber, DateOnly? enrolledOn = null) => new()
    {
        StudentNumber = studentNumber,
        BirthDate = Today.AddYears(-21),
        Cohort = (enrolledOn ?? Today).Year,
        FromMajor = Major,
        ToInstitution = University,
        ToMajor = NextMajor,
        Person = LearnerOf(College, studentNumber),
        EnrolledOn = enrolledOn,
    };

    public async Task<Learner> EnrolAsync(string studentNumber, DateOnly? enrolledOn = null)
    {
        var learner = await Enrolling(College).EnrollLearnerAsync(Enrolment(studentNumber, enrolledOn));
        learners[learner.Id] = LearnerOf(College, studentNumber);
        return learner;
    }

    /// <summary>The learner, by a token of the college or of the institution that teaches them now.</summary>
    public HttpClient Self(Guid learner, string? institution = null) =>
        platform.As(institution ?? College, Contracts.Roles.Learner, learners[learner]);

    /// <inheritdoc cref="Self"/>
    public IndustryPartnershipClient Intern(Guid learner, string? institution = null) => new(Self(learner, institution));

    public Task StateStaffAsync(int staff, string? postKind = null) => Partnership(Enterprise, Contracts.Roles.OrgAdmin)
        .RecordStaffCountAsync(Enterprise, new() { Staff = staff, PostKind = postKind, EffectiveOn = Before.AddYears(-1) });

    /// <summary>A slot that the college has approved; it is submitted where D29 allows its capacity.</summary>
    public async Task<Slot> ApprovedSlotAsync(int capacity, string? institution = null, string major = Major)
    {
        var slot = await SubmitAsync(await DraftSlotAsync(capacity, institution, major));
        return await Partnership(institution ?? College, Contracts.Roles.Coordinator)
            .ApproveSlotAsync(slot.Id, new() { InstitutionAttestation = new() { By = "Li Na", On = Before, Absent = Burdens } });
    }

    public async Task<Slot> DraftSlotAsync(int capacity, string? institution = null, string major = Major) =>
        await Partnership(Enterprise, Contracts.Roles.InternshipManager)
            .DraftSlotAsync(Slot(capacity, major, await FiledAsync(institution ?? College)));

    // Work on days of rest is filed with the authority (D28).
    private async Task<Guid> FiledAsync(string institution) =>
        (await Partnership(Authority, Contracts.Roles.Authority).RecordFilingAsync(new()
        {
            Number = $"F-{Guid.NewGuid():N}",
            Institution = institution,
            Enterprise = Enterprise,
            PostKind = "uav-pilot",
            From = Before,
            Until = After,
            Allows = ["rest-days"],
        })).Id;

    public Task<Slot> SubmitAsync(Slot slot) => Partnership(Enterprise, Contracts.Roles.InternshipManager).SubmitSlotAsync(slot.Id);

    // What nobody may ask of a learner (D34).
    private static readonly string[] Burdens =
        ["deposit", "training-fee", "commission", "management-fee", "material-fee", "placement-fee", "identity-papers", "guarantee"];

    private static WriteSlotRequest Slot(int capacity, string major, Guid filing) => new()
    {
        Title = "UAV operation",
        PostKind = "uav-pilot",
        Capacity = capacity,
        StartsOn = Before,
        EndsOn = After,
        Terms = new()
        {
            Majors = [major],
            HoursPerDay = 8,
            HoursPerWeek = 40,
            NightShift = false,
            // The days of the tests are those of the clock, and may be days of rest.
            RestDays = true,
            Filings = [filing],
            Overtime = false,
            ViaIntermediary = false,
            Place = "Shenzhen",
            MinimumAge = 16,
            Pay = new() { Monthly = 4000, SamePost = 5000, InMoney = true, PaidMonthly = true },
            LengthReason = "As the plan of the course has it.",
            Insurance = new()
            {
                Insurer = "An insurer",
                PolicyNumber = "P-1",
                From = Before,
                Until = After,
                ChargedToStudent = false,
                TakenOutBy = "enterprise",
            },
            Attestation = new() { By = "Wang Fang", On = Before, Absent = Burdens },
        },
    };

    public Task<Slot> OpenAsync(Slot slot) => Partnership(Enterprise, Contracts.Roles.InternshipManager).OpenSlotAsync(slot.Id);

    /// <summary>An offer to a learner, as soon as partnership has heard of them.</summary>
    /// <returns>The application.</returns>
    public async Task<Application> OfferAsync(Guid slot, Guid learner)
    {
        var applied = await WhenKnownAsync(key => Intern(learner).ApplyForSlotAsync(slot, new() { LearnerId = learner }, key));
        return await Partnership(Enterprise, Contracts.Roles.InternshipManager).OfferPlaceAsync(applied.Id, new());
    }

    public Task<Placement> AcceptAsync(Application application) =>
        Intern(application.LearnerId, application.Institution).AcceptOfferAsync(application.Id);

    /// <summary>
    /// Places a learner: application, offer, acceptance, both consents, three signatures, start, and a week of the logbook that the mentor
    /// has signed.
    /// </summary>
    public async Task<Placement> PlaceAsync(Guid slot, Guid learner)
    {
        var placement = await AcceptAsync(await OfferAsync(slot, learner));
        var id = placement.Id;
        await Intern(learner).ConsentToPlacementAsync(id, new());
        var coordinator = Partnership(College, Contracts.Roles.Coordinator);
        await coordinator.RecordGuardianConsentAsync(id, new() { DocumentHash = new string('a', 64), SignedOn = Today });
        var (college, enterprise) = (Partnership(College, Contracts.Roles.Signatory), Partnership(Enterprise, Contracts.Roles.Signatory));
        foreach (var party in new[] { college, enterprise, Intern(learner) })
        {
            await party.SignPlacementAsync(id, new() { TextHash = placement.TextHash! });
        }
        var started = await coordinator.StartPlacementAsync(id, new());
        await LogAsync(id, Intern(learner));
        return started;
    }

    /// <summary>The enterprise names a mentor, who signs the week that the learner has written: what a placement is completed
    /// with.</summary>
    private async Task LogAsync(Guid placement, IndustryPartnershipClient learner)
    {
        var weekOf = Today.AddDays(-(((int)Today.DayOfWeek + 6) % 7));
        await Partnership(Enterprise, Contracts.Roles.InternshipManager)
            .NameMentorAsync(placement, new() { Person = PersonOf(Enterprise, Contracts.Roles.Mentor)! });
        var days = new[] { new LogbookDay { Date = Today, Hours = 8, Work = "Flew a survey." } };
        var entry = await learner.WriteLogbookAsync(placement, new() { WeekOf = weekOf, Days = days });
        await Partnership(Enterprise, Contracts.Roles.Mentor).SignLogbookAsync(placement, $"{weekOf:O}", new() { Version = entry.Version });
    }

    /// <summary>A write with one event, which earns the learner credit; repeated until it is acknowledged.</summary>
    public Task<Placement> CompleteAsync(Guid placement) => UntilAcknowledgedAsync(key => Partnership(College, Contracts.Roles.Coordinator)
        .CompletePlacementAsync(placement, new() { CompletedOn = Today, Grade = "good" }, key));

    public async Task<IReadOnlyList<ReadLearnersCredit>> CreditsAsync(Guid learner) =>
        (await UntilReadAsync(() => Enrolling(College).ListCreditsAsync(learner))).Items;

    /// <summary>Organisations and agreements: all that partnership needs nobody else for.</summary>
    /// <returns>The agreement on articulation.</returns>
    public async Task<Guid> FoundAsync()
    {
        await RegisterAllAsync();
        await AgreeAsync("internship-framework", College, Enterprise);
        return (await AgreeAsync("articulation", College, University)).Id;
    }

    /// <summary>An active articulation, an open slot, and learners placed on it.</summary>
    /// <returns>Their placements.</returns>
    public async Task<IReadOnlyList<Placement>> PlaceAllAsync(Guid agreement, int learners)
    {
        await ActivateAsync((await DraftArticulationAsync()).Id, agreement);
        await StateStaffAsync(learners * 10);
        await StateStaffAsync(learners * 5, "uav-pilot");
        var slot = await OpenAsync(await ApprovedSlotAsync(learners));
        return await Task.WhenAll(Enumerable.Range(1, learners).Select(async number =>
            await PlaceAsync(slot.Id, (await EnrolAsync($"S-{number}", Today.AddYears(-2))).Id)));
    }

    /// <summary>A base of the university, approved three years ago.</summary>
    public async Task<Base> ApprovedBaseAsync(int capacity)
    {
        var proposed = await Partnership(University, Contracts.Roles.OrgAdmin).ProposeBaseAsync(new()
        {
            Name = "Training base",
            Parties = [University],
            Field = "5G engineering",
            Skills = ["5G"],
            Capacity = capacity,
            ValidFrom = Today.AddYears(-3),
            ValidUntil = After,
        });
        return await Partnership(Authority, Contracts.Roles.Authority).ApproveBaseAsync(
            proposed.Id, new() { ApprovedOn = proposed.ValidFrom });
    }

    /// <summary>A method of the college that asks for 180 days of practice, as soon as faculty has heard of the college.</summary>
    public async Task<Method> PublishedMethodAsync()
    {
        var office = Faculty(College, Contracts.Roles.TeacherOffice);
        var request = new DraftMethodRequest
        {
            Code = "dual-qualified",
            Name = "Method",
            PublicNoticeDays = 5,
            PanelMembers = 2,
            ObjectionsAllowed = false,
            Levels = [new() { Level = "junior", PracticeDays = 180, RequiredEvidence = ["practice"] }],
        };
        var method = await WhenKnownAsync(key => office.DraftMethodAsync(request, key));
        return await office.PublishMethodAsync(method.Id, new() { EffectiveFrom = Today.AddYears(-1) });
    }

    public static RegisterTeacherRequest Teacher(string staffNumber) =>
        new() { StaffNumber = staffNumber, Category = "specialist", EmployedFrom = Today.AddYears(-4), Unit = "mechatronics" };

    /// <summary>A plan for one place, which both institutions have approved.</summary>
    /// <param name="cohort">Whose.</param>
    /// <param name="exam">What is examined.</param>
    public async Task<TransferPlan> AgreedPlanAsync(int cohort, TransferExam exam)
    {
        var plan = await Enrolling(College).DraftTransferPlanAsync(new()
        {
            FromInstitution = College,
            ToInstitution = University,
            Cohort = cohort,
            Exam = exam,
        });
        foreach (var institution in new[] { College, University })
        {
            await Enrolling(institution).ApproveTransferPlanAsync(plan.Id, new() { TextHash = plan.TextHash });
        }
        return plan;
    }

    /// <summary>
    /// Registration closes, the university gives each candidate one mark in all components, and both publish, as if on that day.
    /// </summary>
    public async Task SitAsync(TransferPlan plan, DateOnly publishedOn, params (Guid Learner, int Mark)[] results)
    {
        await Enrolling(College).CloseRegistrationAsync(plan.Id);
        foreach (var (learner, mark) in results)
        {
            var candidate = await Enrolling(University).GetCandidateAsync(plan.Id, learner);
            var marks = plan.Exam.Components.Select(component => new ComponentMark { Component = component.Code, Mark = mark });
            await Enrolling(University).EnterMarksAsync(plan.Id, learner, candidate.Version, new() { Marks = [.. marks] });
        }
        // Results hold on the day of the registration at the earliest (D7).
        await platform.ExecuteAsync(
            Service.Enrollment,
            $"UPDATE $schema.transfer_candidate SET registered_on = '{publishedOn:O}' WHERE registered_on > '{publishedOn:O}'");
        foreach (var institution in new[] { College, University })
        {
            await Enrolling(institution).PublishResultsAsync(plan.Id, new() { PublishedOn = publishedOn });
        }
        // The appeal period does not begin before the day of recording (D7): let it be over.
        await platform.ExecuteAsync(
            Service.Enrollment, "UPDATE $schema.transfer_publication SET recorded_on = published_on");
        await platform.ExecuteAsync(Service.Enrollment, "UPDATE $schema.transfer_result SET recorded_on = effective_on");
    }

    /// <summary>Both hold that the results are final.</summary>
    public async Task FinaliseAsync(TransferPlan plan)
    {
        foreach (var institution in new[] { College, University }) await Enrolling(institution).FinaliseTransferPlanAsync(plan.Id);
    }

    public HttpClient As(string org, string role) => platform.As(org, role);

    private static string LearnerOf(string org, string studentNumber) => $"{org}-{studentNumber}";
}
