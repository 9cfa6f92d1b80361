using System.Collections.Concurrent;
using System.Net;
using System.Text.Json;
using Contracts.IndustryPartnership;
using Testing;

namespace Platform.Tests;

/// <summary>What a college, a university and an enterprise do with each other, call by call.</summary>
/// <param name="platform">Where.</param>
/// <param name="name">What their codes begin with, so that several cooperations have room on one platform.</param>
internal sealed class Cooperation(Installation platform, string name)
{
    public const string Partnership = "/industry-partnership/v1";
    public const string Enrolling = "/enrollment/v1";
    public const string Faculty = "/faculty-certification/v1";

    public const string Major = "460609";
    public const string NextMajor = "080204";

    /// <summary>The roles in which they act.</summary>
    public static readonly IReadOnlyList<string> Acting =
    [
        Contracts.Roles.Authority, Contracts.Roles.OrgAdmin, Contracts.Roles.Signatory, Contracts.Roles.Coordinator, Contracts.Roles.InternshipManager, Contracts.Roles.Registrar,
        Contracts.Roles.TeacherOffice, Contracts.Roles.Panel, Contracts.Roles.Learner, Contracts.Roles.Mentor, Contracts.Roles.Ops,
    ];

    private readonly ConcurrentDictionary<Guid, string> learners = new();

    /// <summary>The person of a token that names none: a mentor's, of whom each organisation has one.</summary>
    public static string? PersonOf(string org, string role) => role is Contracts.Roles.Mentor ? $"{org}-{role}" : null;

    /// <summary>The persons of an organisation's learners by their student numbers, <c>S-1</c> and so on: as many as a test needs.</summary>
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

    public async Task RegisterAllAsync()
    {
        await RegisterAsync(College, OrganisationKind.VocationalCollege);
        await RegisterAsync(University, OrganisationKind.University);
        await As(Enterprise, Contracts.Roles.OrgAdmin).PostAsync($"{Partnership}/organisations", new { code = Enterprise, name = Enterprise, kind = OrganisationKind.Enterprise }).BodyAsync(HttpStatusCode.Created);
        var verified = await As(College, Contracts.Roles.Coordinator).PostAsync($"{Partnership}/organisations/{Enterprise}/verification").BodyAsync();
        Assert.Equal("verified", verified.Text("state"));
        foreach (var school in new[] { College, University })
        {
            await As(school, Contracts.Roles.Coordinator).PostAsync($"{Partnership}/agreement-templates", new { clauses = Clauses })
                .BodyAsync(HttpStatusCode.Created);
        }
    }

    /// <summary>What the schools' placements agree on besides what a slot says.</summary>
    private static readonly object Clauses = new
    {
        boardAndLodging = "A bed and three meals a day.",
        rest = "One hour at noon.",
        payment = "By transfer on the 10th.",
        protection = "Helmet and shoes.",
        occupationalDisease = "Hearing is examined before and after.",
        accident = "The insurance pays first.",
        assessment = "By the logbook.",
        breach = "Whoever breaks it says so.",
    };

    /// <summary>A write with one event, which two other services take; repeated until it is acknowledged.</summary>
    public Task<JsonElement> RegisterAsync(string code, string kind = OrganisationKind.SecondarySchool) => As(Authority, Contracts.Roles.Authority)
        .PostUntilAcknowledgedAsync($"{Partnership}/organisations", new { code, name = code, kind }, HttpStatusCode.Created);

    /// <summary>An agreement that all parties have signed.</summary>
    public async Task<JsonElement> AgreeAsync(string kind, params string[] parties)
    {
        var author = As(parties[0], Contracts.Roles.Signatory);
        var drafted = await author.PostAsync(
            $"{Partnership}/agreements", new { kind, title = "Cooperation", terms = "What is agreed.", parties, validFrom = Before, validUntil = After }).BodyAsync(HttpStatusCode.Created);
        var agreement = await author.PostAsync($"{Partnership}/agreements/{drafted.Id()}/proposal").BodyAsync();
        foreach (var party in parties)
        {
            agreement = await As(party, Contracts.Roles.Signatory).PostAsync($"{Partnership}/agreements/{drafted.Id()}/signatures", new { textHash = agreement.Text("textHash") }).BodyAsync();
        }
        Assert.Equal("active", agreement.Text("state"));
        return agreement;
    }

    /// <summary>A draft, as soon as enrollment has heard of both institutions.</summary>
    public Task<JsonElement> DraftArticulationAsync(string major = Major) => As(College, Contracts.Roles.Registrar).PostWhenKnownAsync(
        $"{Enrolling}/articulations",
        new
        {
            pathway = "2+3+2",
            fromInstitution = College,
            fromMajor = major,
            fromMajorName = "UAV Operation",
            toInstitution = University,
            toMajor = NextMajor,
            toMajorName = "Mechanical Engineering",
            internshipCredits = 80,
        },
        HttpStatusCode.Created);

    /// <summary>Opens an articulation, as soon as enrollment has heard of the agreement.</summary>
    public async Task<JsonElement> ActivateAsync(Guid articulation, Guid agreement)
    {
        var active = await As(University, Contracts.Roles.Registrar).PostWhenKnownAsync($"{Enrolling}/articulations/{articulation}/activation", new { agreementId = agreement }, HttpStatusCode.OK);
        Assert.Equal("active", active.Text("state"));
        return active;
    }

    public object Enrolment(string studentNumber, DateOnly? enrolledOn = null) => new
    {
        studentNumber,
        birthDate = Today.AddYears(-21),
        cohort = (enrolledOn ?? Today).Year,
        fromMajor = Major,
        toInstitution = University,
        toMajor = NextMajor,
        person = LearnerOf(College, studentNumber),
        enrolledOn,
    };

    public async Task<JsonElement> EnrolAsync(string studentNumber, DateOnly? enrolledOn = null)
    {
        var learner = await As(College, Contracts.Roles.Registrar).PostAsync($"{Enrolling}/learners", Enrolment(studentNumber, enrolledOn)).BodyAsync(HttpStatusCode.Created);
        learners[learner.Id()] = LearnerOf(College, studentNumber);
        return learner;
    }

    /// <summary>The learner, by a token of the college or of the institution that teaches them now.</summary>
    public HttpClient Self(Guid learner, string? institution = null) => platform.As(institution ?? College, Contracts.Roles.Learner, learners[learner]);

    public Task StateStaffAsync(int staff, string? postKind = null) => As(Enterprise, Contracts.Roles.OrgAdmin)
        .PostAsync($"{Partnership}/organisations/{Enterprise}/staff-counts", new { staff, postKind, effectiveOn = Before.AddYears(-1) }).BodyAsync(HttpStatusCode.Created);

    /// <summary>A slot that the college has approved; it is submitted where D29 allows its capacity.</summary>
    public async Task<JsonElement> ApprovedSlotAsync(int capacity, string? institution = null, string major = Major)
    {
        var slot = await SubmitAsync(await DraftSlotAsync(capacity, institution, major)).BodyAsync();
        return await As(institution ?? College, Contracts.Roles.Coordinator)
            .PostAsync($"{Partnership}/slots/{slot.Id()}/approval",
                new { institutionAttestation = new { by = "Li Na", on = Before, absent = Burdens } }).BodyAsync();
    }

    public async Task<JsonElement> DraftSlotAsync(int capacity, string? institution = null, string major = Major) =>
        await As(Enterprise, Contracts.Roles.InternshipManager)
            .PostAsync($"{Partnership}/slots", Slot(capacity, major, await FiledAsync(institution ?? College))).BodyAsync(HttpStatusCode.Created);

    // Work on days of rest is filed with the authority (D28).
    private async Task<Guid> FiledAsync(string institution)
    {
        var filing = new
        {
            number = $"F-{Guid.NewGuid():N}",
            institution,
            enterprise = Enterprise,
            postKind = "uav-pilot",
            from = Before,
            until = After,
            allows = new[] { "rest-days" },
        };
        return (await As(Authority, Contracts.Roles.Authority).PostAsync($"{Partnership}/filings", filing)
            .BodyAsync(HttpStatusCode.Created)).Id();
    }

    public Task<HttpResponseMessage> SubmitAsync(JsonElement slot) =>
        As(Enterprise, Contracts.Roles.InternshipManager).PostAsync($"{Partnership}/slots/{slot.Id()}/submission");

    // What nobody may ask of a learner (D34).
    private static readonly string[] Burdens =
        ["deposit", "training-fee", "commission", "management-fee", "material-fee", "placement-fee", "identity-papers", "guarantee"];

    private static object Slot(int capacity, string major, Guid filing) => new
    {
        title = "UAV operation",
        postKind = "uav-pilot",
        capacity,
        startsOn = Before,
        endsOn = After,
        terms = new
        {
            majors = new[] { major },
            hoursPerDay = 8,
            hoursPerWeek = 40,
            nightShift = false,
            // The days of the tests are those of the clock, and may be days of rest.
            restDays = true,
            filings = new[] { filing },
            overtime = false,
            viaIntermediary = false,
            place = "Shenzhen",
            minimumAge = 16,
            pay = new { monthly = 4000, samePost = 5000, inMoney = true, paidMonthly = true },
            lengthReason = "As the plan of the course has it.",
            insurance = new
            {
                insurer = "An insurer",
                policyNumber = "P-1",
                from = Before,
                until = After,
                chargedToStudent = false,
                takenOutBy = "enterprise",
            },
            attestation = new { by = "Wang Fang", on = Before, absent = Burdens },
        },
    };

    public Task<HttpResponseMessage> OpenAsync(JsonElement slot) => As(Enterprise, Contracts.Roles.InternshipManager).PostAsync($"{Partnership}/slots/{slot.Id()}/opening");

    /// <summary>An offer to a learner, as soon as partnership has heard of them.</summary>
    /// <returns>The application.</returns>
    public async Task<JsonElement> OfferAsync(Guid slot, Guid learner)
    {
        var applied = await Self(learner).PostWhenKnownAsync($"{Partnership}/slots/{slot}/applications", new { learnerId = learner }, HttpStatusCode.Created);
        return await As(Enterprise, Contracts.Roles.InternshipManager).PostAsync($"{Partnership}/applications/{applied.Id()}/offer", new { }).BodyAsync();
    }

    public Task<HttpResponseMessage> AcceptAsync(JsonElement application) =>
        Self(application.GetProperty("learnerId").GetGuid(), application.Text("institution")).PostAsync($"{Partnership}/applications/{application.Id()}/acceptance");

    /// <summary>
    /// Places a learner: application, offer, acceptance, both consents, three signatures, start, and a week of the logbook that the mentor
    /// has signed.
    /// </summary>
    public async Task<JsonElement> PlaceAsync(Guid slot, Guid learner)
    {
        var placement = await AcceptAsync(await OfferAsync(slot, learner)).BodyAsync(HttpStatusCode.Created);
        var path = $"{Partnership}/placements/{placement.Id()}";
        await Self(learner).PostAsync($"{path}/consent", new { }).BodyAsync();
        await As(College, Contracts.Roles.Coordinator)
            .PostAsync($"{path}/guardian-consent", new { documentHash = new string('a', 64), signedOn = Today }).BodyAsync();
        foreach (var party in new[] { As(College, Contracts.Roles.Signatory), As(Enterprise, Contracts.Roles.Signatory), Self(learner) })
        {
            await party.PostAsync($"{path}/signatures", new { textHash = placement.Text("textHash") }).BodyAsync();
        }
        var started = await As(College, Contracts.Roles.Coordinator).PostAsync($"{path}/start", new { }).BodyAsync();
        await LogAsync(path, Self(learner));
        return started;
    }

    /// <summary>The enterprise names a mentor, who signs the week that the learner has written: what a placement is completed with.</summary>
    private async Task LogAsync(string path, HttpClient learner)
    {
        var weekOf = Today.AddDays(-(((int)Today.DayOfWeek + 6) % 7));
        await As(Enterprise, Contracts.Roles.InternshipManager).PostAsync($"{path}/mentor", new { person = PersonOf(Enterprise, Contracts.Roles.Mentor) }).BodyAsync();
        var entry = await learner.PostAsync($"{path}/logbook", new { weekOf, days = new[] { new { date = Today, hours = 8, work = "Flew a survey." } } }).BodyAsync(HttpStatusCode.Created);
        await As(Enterprise, Contracts.Roles.Mentor).PostAsync($"{path}/logbook/{weekOf:O}/signature", new { version = entry.GetProperty("version").GetInt32() }).BodyAsync();
    }

    /// <summary>A write with one event, which earns the learner credit; repeated until it is acknowledged.</summary>
    public Task<JsonElement> CompleteAsync(Guid placement) => As(College, Contracts.Roles.Coordinator)
        .PostUntilAcknowledgedAsync($"{Partnership}/placements/{placement}/completion", new { completedOn = Today, grade = "good" }, HttpStatusCode.OK);

    public async Task<IReadOnlyList<JsonElement>> CreditsAsync(Guid learner) =>
    [
        .. (await As(College, Contracts.Roles.Registrar).ReadUntilAnsweredAsync($"{Enrolling}/learners/{learner}/credits"))
            .GetProperty("items").EnumerateArray(),
    ];

    /// <summary>Organisations and agreements: all that partnership needs nobody else for.</summary>
    /// <returns>The agreement on articulation.</returns>
    public async Task<Guid> FoundAsync()
    {
        await RegisterAllAsync();
        await AgreeAsync("internship-framework", College, Enterprise);
        return (await AgreeAsync("articulation", College, University)).Id();
    }

    /// <summary>An active articulation, an open slot, and learners placed on it.</summary>
    /// <returns>Their placements.</returns>
    public async Task<IReadOnlyList<JsonElement>> PlaceAllAsync(Guid agreement, int learners)
    {
        await ActivateAsync((await DraftArticulationAsync()).Id(), agreement);
        await StateStaffAsync(learners * 10);
        await StateStaffAsync(learners * 5, "uav-pilot");
        var slot = await OpenAsync(await ApprovedSlotAsync(learners)).BodyAsync();
        return await Task.WhenAll(Enumerable.Range(1, learners).Select(async number => await PlaceAsync(slot.Id(), (await EnrolAsync($"S-{number}", Today.AddYears(-2))).Id())));
    }

    public HttpClient As(string org, string role) => platform.As(org, role);

    private static string LearnerOf(string org, string studentNumber) => $"{org}-{studentNumber}";
}
