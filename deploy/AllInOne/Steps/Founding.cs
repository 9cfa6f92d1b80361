using System.Text.Json;
using static AllInOne.Steps.Paths;

namespace AllInOne.Steps;

/// <summary>Who takes part, what they have agreed on, and what continues as what.</summary>
internal sealed class Founding(Clients clients, Sample sample, Refusals refusals)
{
    private readonly Sample.Illustrated illustrative = sample.Illustrative;
    private string From => sample.Cooperation.FromInstitution;
    private string To => sample.Cooperation.ToInstitution;

    public async Task RegisterOrganisationsAsync()
    {
        var known = (await clients.ListAsync("guest", $"{Partnership}/organisations")).ToDictionary(organisation => organisation.Text("code"));
        foreach (var wanted in sample.AllOrganisations)
        {
            // An enterprise registers itself, and an institution verifies it.
            var client = wanted.Kind == "enterprise" ? wanted.Code : "authority";
            if (!known.TryGetValue(wanted.Code, out var organisation)) organisation = await clients.PostAsync(client, $"{Partnership}/organisations", new { wanted.Code, wanted.Name, wanted.NameZh, wanted.Kind });
            if (organisation.IsIn("registered")) await clients.PostAsync(From, $"{Partnership}/organisations/{wanted.Code}/verification");
            foreach (var unit in wanted.Units.Where(unit => organisation.GetProperty("units").EnumerateArray().All(there => there.Text("code") != unit.Code)))
            {
                await clients.PostAsync(wanted.Code, $"{Partnership}/organisations/{wanted.Code}/units", unit);
            }
        }
    }

    public async Task SignAgreementsAsync()
    {
        foreach (var wanted in sample.Cooperation.Agreements)
        {
            var author = wanted.Parties[0];
            var agreement = await clients.FindAsync(author, $"{Partnership}/agreements", known => known.Text("title") == wanted.Title && !known.IsIn("terminated", "expired"))
                ?? await clients.PostAsync(author, $"{Partnership}/agreements", new { wanted.Kind, wanted.Title, wanted.Terms, wanted.Parties, wanted.ValidFrom, wanted.ValidUntil });
            var path = $"{Partnership}/agreements/{agreement.Id()}";
            if (agreement.IsIn("draft")) agreement = await clients.PostAsync(author, $"{path}/proposal");
            var signed = agreement.GetProperty("signatures").EnumerateArray().Select(signature => signature.Text("organisation")).ToList();
            foreach (var party in wanted.Parties.Except(signed)) await clients.PostAsync(party, $"{path}/signatures", new { textHash = agreement.Text("textHash") });
        }
    }

    public async Task ActivateArticulationsAsync()
    {
        var agreementId = (await ArticulationAgreementAsync()).Id();
        var known = await clients.ListAsync(From, $"{Enrolling}/articulations?fromInstitution={From}&toInstitution={To}");
        foreach (var wanted in sample.Cooperation.Articulations)
        {
            var articulation = known.FirstOrDefault(there => there.Text("fromMajor") == wanted.FromMajor && there.Text("toMajor") == wanted.ToMajor);
            if (articulation.ValueKind != JsonValueKind.Object) articulation = await DraftAsync(From, sample.Cooperation.Pathway, From, wanted);
            if (!articulation.IsIn("active")) await clients.PostAsync(To, $"{Enrolling}/articulations/{articulation.Id()}/activation", new { agreementId });
        }
    }

    public async Task EnrolLearnerAsync()
    {
        var learner = illustrative.Learner;
        if (await clients.FindAsync(From, $"{Enrolling}/learners?cohort={learner.Cohort}", known => known.Text("studentNumber") == learner.StudentNumber) is not null) return;
        await clients.PostAsync(From, $"{Enrolling}/learners", new
        {
            learner.StudentNumber,
            birthDate = new DateOnly(learner.Cohort - 18, 1, 1).AddDays(new Random(illustrative.Seed).Next(365)),
            learner.Cohort,
            learner.FromMajor,
            toInstitution = To,
            learner.ToMajor,
            learner.Person,
            enrolledOn = Began(learner.Cohort),
        });
    }

    public async Task BeRefusedAsync()
    {
        await refusals.ExpectAsync("D6b", $"{From} enrols a learner of E-Commerce for Accounting", From, $"{Enrolling}/learners", new
        {
            studentNumber = "2024-0002",
            birthDate = "2006-05-01",
            illustrative.Learner.Cohort,
            illustrative.Refused.FromMajor,
            toInstitution = To,
            illustrative.Refused.ToMajor,
            enrolledOn = Began(illustrative.Learner.Cohort),
        });
        var pair = illustrative.WithoutAgreement;
        var articulation = await clients.FindAsync(To, $"{Enrolling}/articulations?fromInstitution={pair.FromInstitution}&toInstitution={To}", _ => true)
            ?? await DraftAsync(To, pair.Pathway, pair.FromInstitution, new(pair.FromMajor, pair.From, pair.ToMajor, pair.To));
        await refusals.ExpectAsync("D6b", $"{To} activates an articulation with a school that has signed nothing", To, $"{Enrolling}/articulations/{articulation.Id()}/activation", new { agreementId = (await ArticulationAgreementAsync()).Id() });
    }

    private async Task<JsonElement> ArticulationAgreementAsync() =>
        await clients.FindAsync(From, $"{Partnership}/agreements?kind=articulation&state=active", _ => true) ?? throw new JourneyException($"{From} has no articulation agreement in force.");

    /// <summary>A cohort's first day of term.</summary>
    private static DateOnly Began(int cohort) => new(cohort, 9, 1);

    private Task<JsonElement> DraftAsync(string author, string pathway, string from, Sample.Articulation pair) => clients.PostAsync(author, $"{Enrolling}/articulations", new
    {
        pathway,
        fromInstitution = from,
        pair.FromMajor,
        fromMajorName = pair.From,
        toInstitution = To,
        pair.ToMajor,
        toMajorName = pair.To,
        illustrative.InternshipCredits,
    });
}
