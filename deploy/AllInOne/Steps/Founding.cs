using VocationalPlatform.Client.Enrollment;
using VocationalPlatform.Client.IndustryPartnership;

namespace AllInOne.Steps;

/// <summary>Who takes part, what they have agreed on, and what continues as what.</summary>
internal sealed class Founding(Clients clients, Sample sample, Refusals refusals)
{
    private readonly Sample.Illustrated illustrative = sample.Illustrative;
    private EnrollmentClient College => clients.Enrolling(From);
    private EnrollmentClient University => clients.Enrolling(To);
    private string From => sample.Cooperation.FromInstitution;
    private string To => sample.Cooperation.ToInstitution;

    public async Task RegisterOrganisationsAsync()
    {
        var there = await Clients.ListAsync(
            (size, next) => clients.Partnership("guest").ListOrganisationsAsync(limit: size, cursor: next), page => page.Items);
        var known = there.ToDictionary(organisation => organisation.Code);
        foreach (var wanted in sample.AllOrganisations)
        {
            // An enterprise registers itself, and an institution verifies it.
            var client = clients.Partnership(wanted.Kind == "enterprise" ? wanted.Code : "authority");
            var organisation = known.GetValueOrDefault(wanted.Code) ?? await client.RegisterOrganisationAsync(new()
            {
                Code = wanted.Code,
                Name = wanted.Name,
                NameZh = wanted.NameZh,
                Kind = wanted.Kind,
            });
            if (organisation.State == "registered") await clients.Partnership(From).VerifyEnterpriseAsync(wanted.Code);
            foreach (var unit in wanted.Units.Where(unit => organisation.Units.All(there => there.Code != unit.Code)))
            {
                await clients.Partnership(wanted.Code).AddUnitAsync(wanted.Code, new() { Code = unit.Code, Name = unit.Name });
            }
        }
    }

    public async Task SignAgreementsAsync()
    {
        foreach (var wanted in sample.Cooperation.Agreements)
        {
            var author = clients.Partnership(wanted.Parties[0]);
            var known = await Clients.ListAsync((size, next) => author.ListAgreementsAsync(limit: size, cursor: next), page => page.Items);
            var agreement = known.FirstOrDefault(known => known.Title == wanted.Title && known.State is not ("terminated" or "expired"))
                ?? await author.DraftAgreementAsync(new()
                {
                    Kind = wanted.Kind,
                    Title = wanted.Title,
                    Terms = wanted.Terms,
                    Parties = wanted.Parties,
                    ValidFrom = wanted.ValidFrom,
                    ValidUntil = wanted.ValidUntil,
                });
            if (agreement.State == "draft") agreement = await author.ProposeAgreementAsync(agreement.Id);
            var signed = agreement.Signatures.Select(signature => signature.Organisation);
            foreach (var party in wanted.Parties.Except(signed))
            {
                await clients.Partnership(party).SignAgreementAsync(agreement.Id, new() { TextHash = agreement.TextHash });
            }
        }
    }

    public async Task ActivateArticulationsAsync()
    {
        var agreementId = (await ArticulationAgreementAsync()).Id;
        var known = await Clients.ListAsync(
            (size, next) => College.ListArticulationsAsync(From, To, limit: size, cursor: next), page => page.Items);
        foreach (var wanted in sample.Cooperation.Articulations)
        {
            var articulation = known.FirstOrDefault(there => there.FromMajor == wanted.FromMajor && there.ToMajor == wanted.ToMajor)
                ?? await DraftAsync(College, sample.Cooperation.Pathway, From, wanted);
            if (articulation.State == "active") continue;
            await University.ActivateArticulationAsync(articulation.Id, new() { AgreementId = agreementId });
        }
    }

    public async Task EnrolLearnerAsync()
    {
        var learner = illustrative.Learner;
        var known = await Clients.ListAsync(
            (size, next) => College.ListLearnersAsync(cohort: learner.Cohort, limit: size, cursor: next), page => page.Items);
        if (known.Any(known => known.StudentNumber == learner.StudentNumber)) return;
        await College.EnrollLearnerAsync(new()
        {
            StudentNumber = learner.StudentNumber,
            BirthDate = new DateOnly(learner.Cohort - 18, 1, 1).AddDays(new Random(illustrative.Seed).Next(365)),
            Cohort = learner.Cohort,
            FromMajor = learner.FromMajor,
            ToInstitution = To,
            ToMajor = learner.ToMajor,
            Person = learner.Person,
            EnrolledOn = Began(learner.Cohort),
        });
    }

    public async Task BeRefusedAsync()
    {
        await refusals.ExpectAsync("D6b", $"{From} enrols a learner of E-Commerce for Accounting", () => College.EnrollLearnerAsync(new()
        {
            StudentNumber = "2024-0002",
            BirthDate = new(2006, 5, 1),
            Cohort = illustrative.Learner.Cohort,
            FromMajor = illustrative.Refused.FromMajor,
            ToInstitution = To,
            ToMajor = illustrative.Refused.ToMajor,
            EnrolledOn = Began(illustrative.Learner.Cohort),
        }));
        var pair = illustrative.WithoutAgreement;
        var drafted = await University.ListArticulationsAsync(pair.FromInstitution, To);
        var articulation = drafted.Items.Count > 0
            ? drafted.Items[0]
            : await DraftAsync(University, pair.Pathway, pair.FromInstitution, new(pair.FromMajor, pair.From, pair.ToMajor, pair.To));
        var agreement = await ArticulationAgreementAsync();
        await refusals.ExpectAsync(
            "D6b", $"{To} activates an articulation with a school that has signed nothing",
            () => University.ActivateArticulationAsync(articulation.Id, new() { AgreementId = agreement.Id }));
    }

    private async Task<Agreement> ArticulationAgreementAsync() =>
        (await clients.Partnership(From).ListAgreementsAsync(kind: "articulation", state: "active")).Items is [var agreement, ..]
        ? agreement
        : throw new JourneyException($"{From} has no articulation agreement in force.");

    /// <summary>A cohort's first day of term.</summary>
    private static DateOnly Began(int cohort) => new(cohort, 9, 1);

    private Task<Articulation> DraftAsync(EnrollmentClient author, string pathway, string from, Sample.Articulation pair) =>
        author.DraftArticulationAsync(new()
        {
            Pathway = pathway,
            FromInstitution = from,
            FromMajor = pair.FromMajor,
            FromMajorName = pair.From,
            ToInstitution = To,
            ToMajor = pair.ToMajor,
            ToMajorName = pair.To,
            InternshipCredits = illustrative.InternshipCredits,
        });
}
