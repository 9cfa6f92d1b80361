using VocationalPlatform.Client.Enrollment;

namespace AllInOne.Steps;

/// <summary>What earns a cohort credit, by a mapping that both institutions agree, and what one of its learners earns (D12, D21).</summary>
internal sealed class Credits(Clients clients, Sample sample)
{
    private readonly Sample.Followed cohort = sample.Illustrative.Cohort;
    private readonly Sample.Credited credited = sample.Illustrative.Credited;
    private EnrollmentClient College => clients.Enrolling(sample.Cooperation.FromInstitution);
    private EnrollmentClient University => clients.Enrolling(sample.Cooperation.ToInstitution);

    /// <summary>
    /// The modules and the types of X-certificates are defined. The mapping is proposed by the college and agreed by the university.
    /// </summary>
    public async Task AgreeOnMappingAsync()
    {
        var catalogue = await College.ListModulesAsync(limit: 100, institution: sample.Cooperation.FromInstitution);
        var modules = catalogue.Items.Select(module => module.Code).ToHashSet();
        foreach (var wanted in credited.Modules.Where(module => !modules.Contains(module.Code))) await College.DefineModuleAsync(wanted);
        var types = (await College.ListXCertificateTypesAsync()).Items.Select(type => type.Code).ToHashSet();
        foreach (var wanted in credited.Types.Where(type => !types.Contains(type.Code))) await College.DefineXCertificateTypeAsync(wanted);
        var articulations = await College.ListArticulationsAsync(sample.Cooperation.FromInstitution, sample.Cooperation.ToInstitution);
        var articulation = articulations.Items.Single(pair => pair.FromMajor == cohort.FromMajor && pair.ToMajor == cohort.ToMajor);
        var mapping = (await College.ListCreditMappingsAsync(articulation.Id)).Items is [var known, ..]
            ? known
            : await College.ProposeCreditMappingAsync(articulation.Id, new()
            {
                ValidFrom = cohort.Days.Enrolled,
                // It was agreed on paper when the cohort began, and is recorded once it is enrolled.
                Correction = true,
                Terms = credited.Terms,
                Reason = credited.Reason,
            });
        if (mapping.State == "proposed") await University.AgreeCreditMappingAsync(mapping.Id);
    }

    /// <summary>The learner whose internship is followed gets X-certificates; the cap leaves nothing for the last of them.</summary>
    public async Task CertifyAsync()
    {
        await clients.LiveUntilAsync(credited.Certificates.Max(certificate => certificate.IssuedOn));
        var learner = await FollowedAsync();
        var recorded = (await College.ListXCertificatesAsync(learner)).Items.Select(certificate => certificate.Number).ToHashSet();
        foreach (var wanted in credited.Certificates.Where(certificate => !recorded.Contains(certificate.Number)))
        {
            await College.RecordXCertificateAsync(learner, wanted);
        }
        var transcript = await College.GetTranscriptAsync(learner);
        if (transcript.Entries[^1] is not { Why: "cap-reached" })
        {
            throw new JourneyException($"The cap of {transcript.Cap} refuses nothing.");
        }
    }

    /// <summary>The transcript of that learner, each entry a line.</summary>
    public async Task<IReadOnlyList<string>> TranscriptAsync()
    {
        var transcript = await College.GetTranscriptAsync(await FollowedAsync());
        return
        [
            .. transcript.Entries.Select(LineOf),
            $"            {InCredits(transcript.Credits)} of at most {InCredits(transcript.Cap)} credits, by mapping {transcript.Mapping}",
        ];
    }

    private static string LineOf(TranscriptEntry entry)
    {
        var source = entry.SourceKind == "placement"
            ? $"placement, {entry.Facts.Hours} hours, {entry.Facts.Grade}"
            : $"X-certificate {entry.Facts.Type}, {entry.Facts.Level}";
        var why = entry.NotGiven == 0 ? "" : $" ({entry.Why}: {InCredits(entry.NotGiven)} not given)";
        return $"{entry.EffectiveOn:O}  {source}: {InCredits(entry.Credits)} credits for {entry.Module}{why}";
    }

    private static string InCredits(int tenths) => $"{tenths / 10}.{tenths % 10}";

    private async Task<Guid> FollowedAsync()
    {
        var learners = await College.ListLearnersAsync(cohort: cohort.Year);
        return learners.Items.Single(learner => learner.StudentNumber == cohort.Learners[0].StudentNumber).Id;
    }
}
